# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_pingshen_global_optspecs
    string join \n lang= width= theme= allow-network-folder h/help V/version
end

function __fish_pingshen_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_pingshen_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_pingshen_using_subcommand
    set -l cmd (__fish_pingshen_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c pingshen -n "__fish_pingshen_needs_command" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_needs_command" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_needs_command" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_needs_command" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_needs_command" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_needs_command" -s V -l version -d 'print the version'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "open" -d 'take a seat: score, or go to the desk'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "demo" -d 'make a rehearsal and begin with its tour'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "new" -d 'make a session'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "import" -d 'import a roster, judges, scores, keys or applications'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "watch" -d 'standings and allocation, live, read-only'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "results" -d 'results: ranks, scores, awards'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "compare" -d 'Find passages that applications share with each other or with former years'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "verify" -d 'check the file: every line, every rule, the code on paper'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "export" -d 'make the papers to print, sign, publish and keep'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "log" -d 'the journal, every act a sentence'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "serve" -d 'Serve each judge\'s seat over ssh'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "template" -d 'templates: print the built-in or a blank one, or check a file'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "completions" -d 'print completions: bash, zsh, fish, elvish, powershell'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "man" -d 'print the manual page'
complete -c pingshen -n "__fish_pingshen_needs_command" -f -a "help" -d 'help on a command'
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l as -d 'go straight to this seat (a judge\'s id, or desk)' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l mirror -d 'a folder on another disk, such as a USB stick: every act once more; remembered' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l no-mirror -d 'write no mirror any more'
complete -c pingshen -n "__fish_pingshen_using_subcommand open" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -l dir -d 'where to make it (default: the user\'s data folder)' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -l no-open -d 'only make it and print its folder'
complete -c pingshen -n "__fish_pingshen_using_subcommand demo" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l template -d 'template: luoyang-2026 (default) or a JSON file' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l roster -d 'roster of applicants (xlsx, xls, ods, or CSV in UTF-8 or GBK)' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l sheet -d 'the sheet of a workbook to read' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l judges -d 'judges (xlsx, xls, ods, csv: id,name[,pin][,employer][,leader][,projects])' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l judges-sheet -d 'the sheet of the judges\' workbook to read' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l judge -d 'one judge, such as w01=Wang Ming; repeatable' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l notice -d 'the text of the notice (.docx or .txt), which judges see with Ctrl-N' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l mirror -d 'a folder on another disk, such as a USB stick: every act once more; remembered' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l preview -d 'change nothing, only show; exit status 1 where the file would be refused'
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l rehearsal -d 'a rehearsal: marked on every frame, never official'
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l with-pin -d 'set the coordinator\'s PIN: asked on the terminal, or taken from PINGSHEN_PIN'
complete -c pingshen -n "__fish_pingshen_using_subcommand new" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -f -a "roster" -d 'import a roster (xlsx, xls, ods, csv); importing again corrects; only before scoring opens'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -f -a "judges" -d 'import judges (xlsx, xls, ods, csv); importing again corrects; only before scoring opens'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -f -a "scores" -d 'import scores: all or nothing; an empty cell is a blank, not a zero'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -f -a "dossiers" -d 'Import applications: a folder with a file or a folder for each applicant'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and not __fish_seen_subcommand_from roster judges scores dossiers keys" -f -a "keys" -d 'Register the SSH public keys of seats'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l sheet -d 'the sheet of a workbook to read' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l withdraw -d 'this applicant, missing from the file, has withdrawn: take it off the roster; repeatable' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l preview -d 'change nothing, only show; exit status 1 where the file would be refused'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from roster" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -l sheet -d 'the sheet of a workbook to read' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -l preview -d 'change nothing, only show; exit status 1 where the file would be refused'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from judges" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l sheet -d 'the sheet of a workbook to read' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l second -d 'only compare this file with what stands, mark by mark; exit status 1 where they differ' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l preview -d 'change nothing, only show; exit status 1 where the file would be refused'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l replace -d 'where a mark differs from what stands, the file\'s takes its place'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l submit -d 'also submit the projects that are complete then'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from scores" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -l facts -d 'take the numbers of experts, of those in house and of senior title over where no row is in doubt, with each row'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -l preview -d 'only show what is read, keep nothing'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from dossiers" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from keys" -l seat -d 'all keys of the file are this seat\'s' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from keys" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from keys" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from keys" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from keys" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand import; and __fish_seen_subcommand_from keys" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand watch" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand watch" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand watch" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand watch" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand watch" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand results" -l format -d 'format: table (default), json, csv' -r -f -a "table\t''
json\t''
csv\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand results" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand results" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand results" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand results" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand results" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand compare" -l against -d 'a folder with applications of former years' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand compare" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand compare" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand compare" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand compare" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand compare" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -l code -d 'the record code on paper (12 characters), or the whole record code (64 hex digits)' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -l mirror -d 'compare line by line with the mirror (the folder given to --mirror, or its copy)' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand verify" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l out -d 'the folder to put them in (default: exports in the session)' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l only -d 'only these: workbook,sheets,report,notice,forms,applicants,brief,letters,comments,data' -r -f -a "workbook\t''
sheets\t''
report\t''
notice\t''
forms\t''
applicants\t''
brief\t''
letters\t''
comments\t''
data\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l sheets -d 'score sheets: table, one a project (default); pages, one an applicant' -r -f -a "table\t''
pages\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l applicant -d 'only the explanation for this applicant' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l qr -d 'on what is signed, the whole record code too: 64 digits and a QR code'
complete -c pingshen -n "__fish_pingshen_using_subcommand export" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l seat -d 'only what this seat did or what is about it (a judge\'s id, or desk)' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l applicant -d 'only what concerns this applicant (its id)' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l kind -d 'only this kind: setup panel roster review seats scores sheets decisions rules incidents result file' -r -f -a "setup\t''
panel\t''
roster\t''
review\t''
seats\t''
scores\t''
sheets\t''
decisions\t''
rules\t''
incidents\t''
result\t''
file\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l text -d 'only sentences with this text' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand log" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l listen -d 'where to take connections, 127.0.0.1:2222 if not said; more than once if wanted' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l max-sessions -d 'so many seats at once, 64 if not said' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l idle -d 'minutes without a key after which a line ends, 30 if not said' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l stall -d 'seconds after which a client that takes nothing is let go of, 30 if not said' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l silence -d 'seconds that whoever connects has to speak SSH, 20 if not said' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l log -d 'the log, serve.log in the session\'s folder if not said; - is standard error' -r
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l mirror -d 'a folder on another disk, such as a USB stick: every act once more; remembered' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l ecdsa -d 'an ECDSA host key (NIST P-256) as well, for old clients that know no Ed25519 and for machines that allow FIPS algorithms only'
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l no-mirror -d 'write no mirror any more'
complete -c pingshen -n "__fish_pingshen_using_subcommand serve" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l check -d 'check this file and name everything that is wrong in it' -r -F
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l blank -d 'print a blank one, and on standard error what each field is for'
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l explain -d 'print only what each field is for'
complete -c pingshen -n "__fish_pingshen_using_subcommand template" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand completions" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand completions" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand completions" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand completions" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand completions" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand man" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand man" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand man" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand man" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand man" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
complete -c pingshen -n "__fish_pingshen_using_subcommand help" -l lang -d 'language: zh or en (default: the environment, then the session)' -r -f -a "zh\t''
en\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand help" -l width -d 'cells that line signs take in the terminal: 1 or 2 (default: ask it)' -r -f -a "1\t''
2\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand help" -l theme -d 'colours: auto (by the terminal\'s background), dark, light, contrast, none' -r -f -a "auto\t''
dark\t''
light\t''
contrast\t''
none\t''"
complete -c pingshen -n "__fish_pingshen_using_subcommand help" -s h -l help -d 'print help'
complete -c pingshen -n "__fish_pingshen_using_subcommand help" -l allow-network-folder -d 'use a network folder all the same (saving together is not safe there)'
