/** What we said or did about somebody, as a quiet line between what they said. */
import { memo } from 'react'
import type { OutputOf } from '../../api/routes.ts'
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../words/words.tsx'
import { becauseWords } from './because-words.ts'
import css from './timeline-entry.module.css'
import { useLifeCycle, useMembers } from './use-life-cycle.ts'

export type StoryItem = OutputOf<'get', '/people/{id}/story'>['items'][number]

const look = { note: ['edit', 'profile.storyNote'], task: ['check', 'profile.storyTask'], tag: ['pin', 'profile.storyTag'], trait: ['info', 'profile.storyTrait'], owner: ['person', 'profile.storyOwner'], ours: ['people', 'profile.storyOurs'], stage: ['lock', 'profile.storyStage'], company: ['people', 'profile.storyCompany'], household: ['link', 'profile.storyRelation'], 'brought-by': ['link', 'profile.storyRelation'] } as const

export const StoryEntry = memo(function StoryEntry({ item }: { readonly item: StoryItem }) {
  const words = useWords()
  const { nameOf } = useLifeCycle()
  const members = useMembers()
  const at = new Date(item.at)
  if (item.is === 'taken-back') return null
  if (item.is === 'move') return (
    <p className={css.story}><Icon name="right" size={14} /><span><strong>{words.t('profile.movedTo', { stage: nameOf(item.what) })}</strong> <span className={css.quiet}>{item.move && becauseWords(item.move.because, words)} · <time dateTime={item.at} title={words.exact(at)}>{words.clock(at)}</time></span></span></p>
  )
  const [icon, word] = look[item.is]
  const what = item.is === 'owner' ? (item.what === '' ? words.t('profile.nobody') : members.nameOf(item.what)) : item.is === 'stage' ? nameOf(item.what) : item.is === 'ours' ? words.t(item.what === 'true' ? 'profile.oneOfUs' : 'profile.notOurs') : item.what
  return <p className={css.story}><Icon name={icon} size={14} /><span>{words.t(word)}{what !== '' && <>: <span dir="auto">{what}</span></>} <span className={css.quiet}>{item.by ?? item.source} · <time dateTime={item.at} title={words.exact(at)}>{words.clock(at)}</time></span></span></p>
})
