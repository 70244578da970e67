/** The few mentions most worth joining now. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import { ChannelMark } from '../../components/channel-mark.tsx'
import { LinkButton } from '../../components/button.tsx'
import { Card } from '../../components/page-header.tsx'
import { FaultState } from '../../components/states.tsx'
import { Time } from '../../components/time.tsx'
import { authorTitle } from '../../mentions/mention-facts.tsx'
import { Reasons, Score } from '../../mentions/mention-joining.tsx'
import { useWords } from '../../words/words.tsx'
import css from './joining-card.module.css'

const shown = 4
/** Below this nobody needs to be told. */
const worthTelling = 40

export function JoiningCard() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery({ ...apiQuery('/mentions/worth-joining', { query: { limit: shown } }), refetchInterval: 60_000 })
  const items = data?.items.filter(({ score }) => score >= worthTelling) ?? []
  if (error && !data) return <Card title={t('joining.title')}><FaultState compact fault={error} onRetry={() => void refetch()} /></Card>
  if (items.length === 0) return null
  return (
    <Card title={t('joining.title')} flush actions={<LinkButton look="plain" to="/listen/joining" search={{}}>{t('joining.all')}</LinkButton>}>
      <ul className={css.list}>
        {items.map(({ mention, score, reasons }) => (
          <li key={mention.id}>
            <Link to="/listen/joining" search={{ mention: mention.id }} className={css.item}>
              <Score score={score} />
              <span className={css.body}>
                <span className={css.head}><bdi className={css.name}>{authorTitle(mention.author, mention.site)}</bdi><ChannelMark channel={mention.channel} /><Time at={mention.at} className={css.time} /></span>
                <span className={css.text} dir="auto">{mention.text || (mention.title ?? '')}</span>
                <Reasons reasons={reasons} most={4} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
