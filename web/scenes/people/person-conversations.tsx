/** Conversations with somebody that are not over yet: where they stand, and the way to the inbox. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/queries.ts'
import type { Conversation } from '../../api/routes.ts'
import { LinkButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMember } from '../../hooks/member.ts'
import { useNow } from '../../hooks/now.ts'
import { useWords } from '../../words/words.tsx'
import { standingWords } from '../inbox/list/when.tsx'
import { standingOf } from '../inbox/standing.ts'
import css from './person-panel.module.css'

export interface OpenConversations {
  readonly items: readonly Conversation[]
  readonly more: boolean
}

/** Those that whoever looks may read; undefined while it is not known, or for who may read none. */
export function useOpenConversations(person: string): OpenConversations | undefined {
  const enabled = useMember().may('conversations.read')
  const { data } = useQuery({ ...apiQuery('/conversations', { query: { view: 'all', states: 'open,waiting,snoozed', person, limit: 5 } }), enabled })
  return data && { items: data.items, more: data.next !== null }
}

export function PersonConversations({ person, open }: { readonly person: string; readonly open: OpenConversations }) {
  const words = useWords()
  const now = useNow()
  return (
    <>
      {open.items.map((one) => {
        const standing = standingOf(one, now)
        return (
          <Link key={one.id} to="/inbox" search={{ view: 'all', person, open: one.id }} className={css.conversation}>
            <Icon name="inbox" size={14} />
            <span className={css.about} dir="auto">{one.subject || one.lastWords || `#${one.number}`}</span>
            <span className={standing.is === 'late' ? css.late : css.quiet}>{one.state === 'waiting' ? words.t('inbox.stateWaiting') : standingWords(standing, words)}</span>
          </Link>
        )
      })}
      {open.more && <LinkButton size="s" look="plain" to="/inbox" search={{ view: 'all', person, states: 'open,waiting,snoozed' }}>{words.t('inbox.allTheirs')}</LinkButton>}
    </>
  )
}
