/** How an import looks on a terminal: what was guessed, the first rows, a bar that moves. */
import type { ImportView, PreviewView } from '../modules/channels/api.ts'

const cut = (text: string, length: number): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

/** Everything that a person needs to say yes or no. */
export function previewLines(preview: PreviewView, width: number): string[] {
  const { mapping } = preview
  const widest = Math.min(40, Math.max(...preview.columns.map(({ column }) => column.length), 6))
  const widestTarget = Math.max(...preview.columns.map(({ target }) => target.length), 5)
  const how = [mapping.format.toUpperCase(), mapping.encoding, mapping.format !== 'csv' ? '' : mapping.delimiter === '\t' ? 'cells parted by tabs' : `cells parted by "${mapping.delimiter ?? ','}"`, `zone ${mapping.zone}`, mapping.dayFirst ? 'day first' : 'month first'].filter(Boolean).join(', ')
  return [
    `${preview.looksLike === null ? 'No export that we know by its columns' : `This looks like ${preview.looksLike}`}. Channel "${mapping.channel}"; ${how}.`,
    '',
    `${'COLUMN'.padEnd(widest)}  ${'MEANS'.padEnd(widestTarget)}  WHY`,
    ...preview.columns.map(({ column, target, why }) => `${cut(column, widest).padEnd(widest)}  ${target.padEnd(widestTarget)}  ${cut(why, Math.max(30, width - widest - widestTarget - 4))}`),
    '',
    ...preview.rows.slice(0, 5).map(({ row, interaction, fault }) => (interaction === null ? `row ${row}: refused. ${fault ?? ''}` : `row ${row}: ${interaction.at.slice(0, 16).replace('T', ' ')} ${cut(interaction.author.handle ?? interaction.author.name ?? interaction.author.externalId, 24)}: ${cut(interaction.text, Math.max(30, width - 60))}`)),
    ...(preview.doubts.length === 0 ? [] : ['', ...preview.doubts.map((doubt) => `! ${doubt}`)]),
  ]
}

const barWidth = 30

/** One line: how far it is, how fast, how long it will take. */
export function progressLine(view: ImportView, elapsedMs: number): string {
  const share = view.bytes === 0 ? 1 : Math.min(1, view.bytesRead / view.bytes)
  const filled = Math.round(share * barWidth)
  const seconds = elapsedMs / 1_000
  const speed = seconds < 1 ? '' : `, ${Math.round(view.rowsRead / seconds).toLocaleString('en')} rows/s`
  const left = share > 0.02 && share < 1 && seconds > 2 ? `, ${duration((seconds / share) * (1 - share))} left` : ''
  return `[${'█'.repeat(filled)}${'·'.repeat(barWidth - filled)}] ${Math.floor(share * 100)} %  ${view.rowsRead.toLocaleString('en')} rows, ${view.refused.toLocaleString('en')} refused${speed}${left}`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5_400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`
}
