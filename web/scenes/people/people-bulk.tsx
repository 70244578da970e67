/** Acts on those who are chosen: tag, owner, stage, one of us; with progress, and undo when it is done. */
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { queryClient, queryKey } from '../../api/queries.ts'
import type { InputOf, OutputOf } from '../../api/routes.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Menu, separator } from '../../components/menu.tsx'
import { Popover } from '../../components/popover.tsx'
import { faultWords } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { useWords } from '../../words/words.tsx'
import css from './people-list.module.css'
import { useLifeCycle, useMembers } from './use-life-cycle.ts'

type Body = InputOf<'post', '/people/acts'>['body']
type Deed = Body['deed']
type Act = OutputOf<'get', '/people/acts/{act}'>

interface Props {
  /** How many are chosen, as far as it is known. */
  readonly count: number
  readonly isAll: boolean
  readonly whom: Body['whom']
  readonly mayChooseAll: boolean
  readonly onAll: () => void
  readonly onClear: () => void
}

const askEveryMs = 500
/** The list is made anew shortly after the act. */
const settledMs = 1_200
const listChanged = (): void => { for (const path of ['/people', '/people/tags', '/people/count'] as const) void queryClient.invalidateQueries({ queryKey: queryKey(path) }) }

export function PeopleBulk({ count, isAll, whom, mayChooseAll, onAll, onClear }: Props) {
  const words = useWords()
  const { t } = words
  const { stages, nameOf } = useLifeCycle()
  const members = useMembers()
  const [tag, setTag] = useState('')
  const [isTagging, setTagging] = useState(false)
  const [act, setAct] = useState<Act | null>(null)
  const isOpen = act !== null && (act.state === 'running' || act.state === 'undoing')

  useEffect(() => {
    if (act === null || !isOpen) return undefined
    const ask = async (): Promise<void> => {
      try {
        const next = await api('get', '/people/acts/{act}', { params: { act: act.id } })
        setAct(next)
        if (next.state === 'done') toast(t('profile.bulkDone', { n: next.done }), { undo: () => { void api('post', '/people/acts/{act}/undo', { params: { act: next.id }, body: {} }).then(setAct) } })
        if (next.state === 'failed') toast(next.because ?? t('common.faultUnexpected'), { tone: 'negative' })
        if (next.state === 'undone') toast(t('profile.bulkUndone'))
        if (next.state !== 'running' && next.state !== 'undoing') setTimeout(listChanged, settledMs)
      } catch (fault) {
        setAct(null)
        toast(faultWords(fault, words), { tone: 'negative' })
      }
    }
    const timer = setTimeout(() => void ask(), askEveryMs)
    return () => clearTimeout(timer)
  }, [act, isOpen, t, words])

  const begin = (deed: Deed): void => {
    setTagging(false)
    api('post', '/people/acts', { body: { deed, whom } }).then(setAct, (fault: unknown) => toast(faultWords(fault, words), { tone: 'negative' }))
  }
  if (isOpen) {
    return (
      <div className={css.bar}>
        <output className={css.barText}>{t(act.state === 'undoing' ? 'profile.bulkUndoing' : 'profile.bulkRunning', { done: act.done, n: act.total })}</output>
        <span className={css.progress}><span style={{ width: `${act.total === 0 ? 100 : (100 * act.done) / act.total}%` }} /></span>
      </div>
    )
  }
  return (
    <div className={css.bar} role="toolbar" aria-label={t('profile.bulk')}>
      <span className={css.barText}>{isAll ? t('profile.chosenAll', { n: count }) : t('profile.chosen', { n: count })}</span>
      {mayChooseAll && !isAll && <Button look="plain" onClick={onAll}>{t('profile.chooseAll')}</Button>}
      <Popover label={t('profile.addTag')} open={isTagging} onOpen={setTagging} trigger={<Button after="down">{t('profile.addTag')}</Button>}>
        <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (tag.trim() !== '') begin({ is: 'tag', tag: tag.trim() }) }}>
          <TextField label={t('profile.tag')} value={tag} maxLength={60} onChange={(event) => setTag(event.target.value.replaceAll(',', ''))} />
          <div className={css.formActs}>
            <Button disabled={tag.trim() === ''} onClick={() => begin({ is: 'untag', tag: tag.trim() })}>{t('profile.takeTag')}</Button>
            <Button look="primary" type="submit" disabled={tag.trim() === ''}>{t('profile.addTag')}</Button>
          </div>
        </form>
      </Popover>
      <Menu trigger={<Button after="down">{t('profile.owner')}</Button>} items={[{ id: 'none', label: t('profile.nobody'), onSelect: () => begin({ is: 'owner', owner: null }) }, ...(members.list.length > 0 ? [separator] as const : []), ...members.list.map((member) => ({ id: member.id, label: member.name, onSelect: () => begin({ is: 'owner', owner: member.id }) }))]} />
      <Menu trigger={<Button after="down">{t('profile.stage')}</Button>} items={[...stages.map((stage) => ({ id: stage.id, label: nameOf(stage.id), onSelect: () => begin({ is: 'stage', stage: stage.id }) })), separator, { id: ' release', label: t('profile.release'), onSelect: () => begin({ is: 'stage', stage: null }) }]} />
      <Menu trigger={<Button after="down">{t('common.more')}</Button>} items={[{ id: 'ours', label: t('profile.markOurs'), onSelect: () => begin({ is: 'ours', ours: true }) }, { id: 'theirs', label: t('profile.markTheirs'), onSelect: () => begin({ is: 'ours', ours: false }) }]} />
      <IconButton icon="close" label={t('profile.chooseNone')} onClick={onClear} />
    </div>
  )
}
