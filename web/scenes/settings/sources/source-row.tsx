/** One source: what it reads, how it is, what can be done. */
import { Link } from '@tanstack/react-router'
import type { Source } from '../../../api/routes.ts'
import { Dot, type Tone } from '../../../components/badge.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { Menu, separator } from '../../../components/menu.tsx'
import { Said } from '../../../components/said.tsx'
import { Time } from '../../../components/time.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from './sources.module.css'

const toneOf: Record<Source['health']['state'], Tone | 'busy'> = { starting: 'busy', reading: 'positive', waiting: 'warn', failing: 'negative', finished: 'plain', paused: 'plain' }
const stateWord = { starting: 'settings.stateStarting', reading: 'settings.stateReading', waiting: 'settings.stateWaiting', failing: 'settings.stateFailing', finished: 'settings.stateFinished', paused: 'settings.statePaused' } as const

interface SourceRowProps {
  readonly source: Source
  readonly onPause: (paused: boolean) => void
  readonly onEdit: () => void
  readonly onRemove: () => void
}

export function SourceRow({ source, onPause, onEdit, onRemove }: SourceRowProps) {
  const { t, number, compact } = useWords()
  const me = useMember()
  const { health } = source
  return (
    <li className={css.source}>
      <ChannelMark channel={source.channel} />
      <div className={css.about}>
        <h3 className={css.name}>{source.name}</h3>
        <p className={css.health} data-state={health.state}><Dot tone={toneOf[health.state]} /><span><strong>{t(stateWord[health.state])}.</strong> <Said>{health.words}</Said></span></p>
        {source.setAside > 0 && <p><Link to="/settings/sources" search={{ setAside: source.id }} className={css.aside}>{t('settings.setAsideCount', { n: source.setAside })}</Link></p>}
      </div>
      <dl className={css.figures}>
        <div><dt>{t('settings.kept')}</dt><dd title={number(source.takenIn)}>{compact(source.takenIn)}</dd></div>
        <div><dt>{t('settings.seen')}</dt><dd title={number(source.seen)}>{compact(source.seen)}</dd></div>
        <div><dt>{t('settings.lastRead')}</dt><dd>{source.lastReadAt === null ? '–' : <Time at={source.lastReadAt} />}</dd></div>
      </dl>
      {me.may('sources.manage') && (
        <div className={css.acts}>
          <Button icon={source.paused ? 'play' : 'pause'} onClick={() => onPause(!source.paused)}>{source.paused ? t('common.resume') : t('common.pause')}</Button>
          <Menu
            trigger={<IconButton icon="more" label={t('common.moreAbout', { what: source.name })} />}
            items={[
              { id: 'edit', label: t('common.edit'), icon: 'edit', onSelect: onEdit },
              separator,
              { id: 'remove', label: t('settings.stopReading'), icon: 'remove', danger: true, onSelect: onRemove },
            ]}
          />
        </div>
      )}
    </li>
  )
}
