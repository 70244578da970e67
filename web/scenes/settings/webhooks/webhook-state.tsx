/** How a webhook stands, in a word and a shape. */
import type { Webhook } from '../../../api/routes.ts'
import { Badge, Dot } from '../../../components/badge.tsx'
import { useWords } from '../../../words/words.tsx'

const tones = { 'waiting-for-first': 'plain', working: 'positive', failing: 'negative', off: 'warn' } as const
const stateWords = { 'waiting-for-first': 'outgoing.stateFirst', working: 'outgoing.stateWorking', failing: 'outgoing.stateFailing', off: 'outgoing.stateOff' } as const

export function WebhookState({ state }: { readonly state: Webhook['state'] }) {
  const { t } = useWords()
  return <Badge tone={tones[state]}><Dot tone={tones[state]} /> {t(stateWords[state])}</Badge>
}
