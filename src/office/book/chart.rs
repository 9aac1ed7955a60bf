//! A chart of a project's scores, on a sheet of its own: under the table it would lie outside what is printed.

use super::pen::Pen;
use super::summary;
use crate::office::papers::Source;
use crate::text::fill;
use crate::text::papers as t;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartSolidFill, Worksheet, XlsxError,
};

/// More bars than these cannot be read on a page.
const MOST: usize = 30;

pub(super) fn write(
    source: &Source,
    pen: &Pen,
    project: usize,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let lang = pen.lang;
    let name = fill!(t::S_CHART, lang, [("n", &(project + 1))]);
    let widths = [10u16; 12];
    pen.page(sheet, &name, &widths, (0, 0), 0, true)?;
    // A chart is one page, however many bars it has.
    sheet.set_print_fit_to_pages(1, 1);
    pen.across(sheet, 0, &widths, &source.title(), &pen.title)?;
    let all = source
        .results
        .projects
        .get(project)
        .map_or(0, |p| p.standings.len());
    let what = if all > MOST {
        fill!(
            t::CHART_FIRST,
            lang,
            [("project", &source.project(project)), ("n", &MOST)]
        )
    } else {
        fill!(
            t::CHART_TITLE,
            lang,
            [("project", &source.project(project))]
        )
    };
    pen.across(sheet, 1, &widths, &what, &pen.subtitle)?;
    let bars = u32::try_from(all.min(MOST)).unwrap_or(0);
    if let Some((names, scores)) = summary::ranges(source, project, MOST) {
        let mut chart = Chart::new_bar();
        let mut font = ChartFont::new();
        font.set_size(10);
        let blue = ChartSolidFill::new().set_color(0x0044_72C4).clone();
        chart
            .add_series()
            .set_name(t::SCORE.get(lang))
            .set_categories(names.as_str())
            .set_values(scores.as_str())
            .set_gap(50)
            .set_format(ChartFormat::new().set_solid_fill(&blue))
            .set_data_label(ChartDataLabel::new().show_value().set_num_format("0.00"));
        chart.title().set_hidden();
        chart.legend().set_hidden();
        // The best stands on top, and bars begin at nothing: a difference looks as large as it is.
        chart.y_axis().set_reverse().set_font(&font);
        chart
            .y_axis()
            .set_min(0)
            .set_font(&font)
            .set_num_format("0");
        if let Some(full) = source.session().template().and_then(|x| x.full_marks()) {
            chart.x_axis().set_max(full.hundredths() / 100);
        }
        chart.set_width(860).set_height(120 + 24 * bars);
        sheet.insert_chart(2, 0, &chart)?;
    }
    pen.area(sheet, 9 + bars * 24 / 18, &widths)
}
