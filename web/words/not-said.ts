/** What of the server's words the page never shows, and why. For the test of the catalogue; every entry has to be needed. */

/** Files, by their path below `src/`. */
export const quietFiles: readonly (readonly [path: RegExp, because: string])[] = [
  [/^commands\/|^main\.ts$/, 'The command line speaks English.'],
  [/^flows\/holdings\.ts$/, 'Reasons why a table is about nobody, for whoever reads the source.'],
  [/^demo\.ts$/, 'Names of a simulated world.'],
  [/(?:^|\/)api\.ts$/, 'Summaries and descriptions of routes: the reference of the API is English. Words of its checks are told in values.nl.ts and members.nl.ts.'],
  [/^platform\/(?:config|data-folder|postgres\/embedded|postgres\/migrate|clickhouse\/migrate)\.ts$/, 'Said on the console, before there is a page.'],
  [/^platform\/http\/(?:reference|site|openapi)\.ts$|^platform\/metrics\.ts$/, 'Documents for programs and whoever writes them.'],
  [/^modules\/listening\/understanding\/(?:cues|negation|cue-table|intent-training|training|weights)\.ts$|^modules\/listening\/retraining\/safety-sample\.ts$/, 'Words that are looked for in posts, and faults of training.'],
  [/^modules\/listening\/(?:spikes\/(?:read-series|nab-score)|matcher\/post-lines)\.ts$/, 'Faults of files that only the command line reads.'],
  [/stop-words\.ts$|romanised-hindi\.ts$|mail\/(?:new-words|automatic)\.ts$|\/nicknames\.ts$|\/rich-text\.ts$|\/cell-values\.ts$/, 'Words that are looked for.'],
  [/^modules\/people\/linkage\//, 'Reports of the command "link"; the page has words of its own for what recognition rests on.'],
  [/^modules\/outgoing\/(?:letter-layout|event-types)\.ts$/, 'HTML of letters, and faults of whoever adds an event type.'],
  [/^modules\/conversations\/(?:satisfaction\/(?:question|page)|conditions\/fixtures)\.ts$/, 'Words that are looked for in answers, HTML for people outside in their own languages, and invented facts of tests.'],
  [/\/manifest\.ts$/, 'What a channel says of itself is asked of the channels below.'],
]

/** Single texts. */
export const quietTexts: readonly (readonly [text: RegExp, because: string])[] = [
  [/^[a-z]+\/[\w.+-]+; charset=|^attachment; |^(?:public|private), max-age|^default-src |^application\/rss|^text\/html, application|^gzip, deflate|^(?:inline|attachment|…)?; filename|^inline; |^authorization, content-type|^GET, POST$|^multipart\/form-data/, 'HTTP headers.'],
  [/^Members of |^as it stood in the file$|^sentiment probability$|^(?:customer|order) number$|^opt-in time$|^company name$/, 'Names that somebody may change, and heads of a file of their own.'],
  [/^ and said "…"$|^About … posts a |^JSON Feed$|^Settings of …$|^at the end$|^at character …$|^(?:asks a question|asks for help|is a complaint|is praise|gives thanks|speaks of harm|says that (?:it presses|somebody may (?:buy|leave)))$/, 'Parts of sentences that are said whole.'],
  [/^(?:not repost|not startsWith|kill mutation|at, id, identity|, … as key$)|^GET, HEAD, POST$|^noindex, nofollow$|^:root\{/, 'For databases, robots and browsers.'],
  [/^"…": one of …$|^You label social media posts\./, 'What another model is told.'],
  [/^opted (?:in|out)$/, 'Words that are looked for in files.'],
  [/^(?:value|name) or [\]}]$|^, or end$|^language too$/, 'States of a parser.'],
  [/^…\.number as |^coalesce\(\(select array_agg|^case when …\.|^note boolean$/, 'Columns for a database.'],
  [/^inline; filename|^noopener noreferrer/, 'What browsers are told.'],
  [/^Translate what the user writes|^Good morning$/, 'What a translation service is told.'],
  [/^The (?:conversation|thread of message) … has no |^The view was not kept\.$/, 'Faults of the source itself, for the log.'],
  [/^\s*<!?(?:doctype|table|tr|blockquote|p|a|div|html|details|article|strong|span|script)\b/i, 'HTML.'],
  [/^OOF, AutoReply$/, 'A header of mail.'],
  [/^Entry … of the stream is gone/, 'A fault of the source itself, for the log.'],
  [/^\(extract\(epoch from|^We are sorry, and will pay it back today\.$/, 'SQL, and an example in the reference of the API.'],
  [/^retry: \d|^event: |^id: …\n/, 'Lines of an event stream.'],
  [/^--…|^insert … returning|^…[a-z]* filename/, 'Lines of a form, and a fault that cannot happen.'],
  [/^Bearer |^scram|^PRAGMA /, 'What programs say to each other.'],
]
