use super::*;

#[test]
fn pasted_lines_are_one_and_none_is_lost() {
    let mut form = Form::new("", vec![], vec![FormField::new("remark")]);
    let paste = Input::Paste("第一行\n  second line\n\nthird\n".to_owned());
    assert_eq!(form.update(&paste, Lang::En), FormOutcome::Editing);
    let done = form.update(&Input::Key(Key::of(Code::Enter)), Lang::En);
    assert_eq!(
        done,
        FormOutcome::Done(vec!["第一行 second line third".to_owned()])
    );
}

#[test]
fn a_proposal_is_taken_or_typed_over() {
    let key = |code| Input::Key(Key::of(code));
    let typed = |keys: &[Input]| {
        let field = FormField::new("who").proposed("张三");
        let mut form = Form::new("", vec![], vec![field]);
        for input in keys {
            form.update(input, Lang::Zh);
        }
        form.fields[0].value().to_owned()
    };
    assert_eq!(typed(&[]), "张三");
    let paste = Input::Paste("李四".to_owned());
    assert_eq!(typed(&[paste, key(Code::Char('五'))]), "李四五");
    assert_eq!(typed(&[key(Code::End), key(Code::Char('丰'))]), "张三丰");
}

#[test]
fn a_wrong_secret_is_typed_anew() {
    let fields = vec![
        FormField::new("word").with("1"),
        FormField::new("PIN").secret(),
    ];
    let mut form = Form::new("", vec![], fields);
    form.go_to(1);
    for c in "2222".chars() {
        form.update(&Input::Key(Key::ch(c)), Lang::En);
    }
    form.go_to(0);
    form.ask_secret_again();
    for c in "１１１１".chars() {
        form.update(&Input::Key(Key::ch(c)), Lang::En);
    }
    let done = form.update(&Input::Key(Key::of(Code::Enter)), Lang::En);
    assert_eq!(
        done,
        FormOutcome::Done(vec!["1".to_owned(), "1111".to_owned()])
    );
}

/// Tab asks for the rest of a path: not elsewhere, not inside the text, and not of a field that holds none.
#[test]
fn only_a_path_of_this_machine_is_asked_for() {
    let clock = crate::journal::Clock::system();
    let ctx = |remote| Context {
        lang: Lang::En,
        live: None,
        seat: None,
        watching: false,
        remote,
        clock: &clock,
        recent: &[],
        mirror: None,
    };
    let tab = Input::Key(Key::of(Code::Tab));
    let fields = vec![
        FormField::new("a").path().with("'/x"),
        FormField::new("b").with("/x"),
    ];
    let mut form = Form::new("", vec![], fields);
    let asked = Some(Effect::Complete("'/x".to_owned()));
    assert_eq!(form.asks(&tab, &ctx(false)), asked);
    assert_eq!(form.asks(&tab, &ctx(true)), None);
    assert_eq!(
        form.asks(&Input::Key(Key::of(Code::Down)), &ctx(false)),
        None
    );
    form.update(&Input::Key(Key::of(Code::Left)), Lang::En);
    assert_eq!(form.asks(&tab, &ctx(false)), None);
    form.completed(Some("/x y/"));
    assert_eq!(form.fields[0].value(), "/x y/");
    assert!(form.asks(&tab, &ctx(false)).is_some());
    form.completed(None);
    assert_eq!(form.asks(&tab, &ctx(false)), None);
    let done = form.update(&Input::Key(Key::of(Code::Enter)), Lang::En);
    assert_eq!(
        done,
        FormOutcome::Done(vec!["/x y/".to_owned(), "/x".to_owned()])
    );
}

/// A label is whole where there is room for it.
#[test]
fn a_long_label_has_its_own_width() {
    let label = "Judge 2 (w02): 1 or the reason";
    let form = Form::new("", vec![], vec![FormField::new(label); SPACIOUS + 1]);
    let backend = ratatui::backend::TestBackend::new(120, 20);
    let mut terminal = ratatui::Terminal::new(backend).unwrap();
    terminal
        .draw(|frame| form.view(frame, frame.area()))
        .unwrap();
    assert!(terminal.backend().to_string().contains(label));
}
