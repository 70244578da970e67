/** The first rows of a file, as posts or with what is wrong with them. */
import type { ImportPreview } from '../../../api/routes.ts'
import { cx } from '../../../components/class-names.ts'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Said } from '../../../components/said.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './imports.module.css'

/** @param stale The mapping has changed and the new preview is on its way. */
export function PreviewRows({ rows, stale }: { readonly rows: ImportPreview['rows']; readonly stale: boolean }) {
  const { t, dayAndClock, exact } = useWords()
  return (
    <ol className={cx(css.rows, stale && css.stale)} aria-busy={stale}>
      {rows.map(({ row, interaction, fault }) => (
        <li key={row} className={css.row}>
          <span className={css.rowNumber} title={t('settings.rowNumber', { n: row })}>{row}</span>
          {interaction === null ? (
            <p className={css.rowFault}><Icon name="warning" size={14} /><span><Said>{fault ?? ''}</Said></span></p>
          ) : (
            <div className={css.rowPost}>
              <p className={css.rowHead}>
                <strong>{interaction.author.handle ?? interaction.author.name ?? interaction.author.externalId}</strong>
                <ChannelMark channel={interaction.channel} />
                <time dateTime={interaction.at} title={exact(new Date(interaction.at))}>{dayAndClock(new Date(interaction.at))}</time>
              </p>
              <p className={css.rowText} dir="auto">{interaction.text}</p>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
