/** Second step: where to listen. Each way leads to its form in Settings. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { FaultState, Skeleton } from '../../components/states.tsx'
import { useMember } from '../../hooks/member.ts'
import { channelAbout } from '../../words/channel-words.ts'
import { useWords } from '../../words/words.tsx'
import css from './first-steps-card.module.css'

export function SourceStep() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const { data, error, refetch } = useQuery(apiQuery('/channels'))
  if (data === undefined) return error === null ? <Skeleton lines={2} /> : <FaultState compact fault={error} onRetry={() => void refetch()} />
  return (
    <ul className={css.choices}>
      {data.items.map((channel) => (
        <li key={channel.id}>
          <Link to="/settings/sources" search={{ add: channel.id }} className={css.choice}>
            <ChannelMark channel={channel.id} named />
            <span className={css.choiceName}>{channel.name}</span>
            <Icon name="right" size={14} />
            <span className={css.choiceAbout}>{channelAbout(words, channel)}</span>
          </Link>
        </li>
      ))}
      {me.may('imports.manage') && (
        <li>
          <Link to="/settings/imports" className={css.choice}>
            <Icon name="file" />
            <span className={css.choiceName}>{t('today.sourceFile')}</span>
            <Icon name="right" size={14} />
            <span className={css.choiceAbout}>{t('today.sourceFileAbout')}</span>
          </Link>
        </li>
      )}
      {me.may('keys.manage') && (
        <li>
          <Link to="/settings/keys" className={css.choice}>
            <Icon name="key" />
            <span className={css.choiceName}>{t('today.sourceOther')}</span>
            <Icon name="right" size={14} />
            <span className={css.choiceAbout}>{t('today.sourceOtherAbout')}</span>
          </Link>
        </li>
      )}
    </ul>
  )
}
