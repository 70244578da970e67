/** Settings, Canned replies: found, written in several languages, owned, and looked after when nobody uses them. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import type { CannedReply } from '../../../api/routes.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Segments } from '../../../components/tabs.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { cannedChanged } from './changed.ts'
import { CannedDialog } from './canned-dialog.tsx'


export function CannedView() {
  const words = useWords()
  const { t, number } = words
  const me = useMember()
  const [q, setQ] = useState('')
  const [shown, setShown] = useState<'all' | 'unused'>('all')
  const { data, error, refetch } = useQuery(apiQuery('/canned-replies', { query: { ...(q.trim() === '' ? {} : { q: q.trim() }), ...(shown === 'unused' ? { unused: 'true' as const } : {}) } }))
  const [open, setOpen] = useState<CannedReply | 'new' | null>(null)
  const mayAdd = me.may('conversations.answer')
  const mayChange = (one: CannedReply): boolean => mayAdd && (one.owner.id === me.id || me.may('conversations.manage'))
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const remove = (one: CannedReply): void => {
    api('delete', '/canned-replies/{id}', { params: { id: one.id } }).then(async () => {
      await cannedChanged()
      toast(t('desk.cannedRemoved', { name: one.name }), { undo: () => void api('post', '/canned-replies/{id}/restore', { params: { id: one.id }, body: {} }).then(cannedChanged, failed) })
    }, failed)
  }
  const add = mayAdd ? <Button look="primary" icon="plus" onClick={() => setOpen('new')}>{t('desk.addCanned')}</Button> : undefined
  const items = data?.items ?? []
  const isNarrowed = q.trim() !== '' || shown === 'unused'
  return (
    <Section title={t('desk.canned')} about={t('desk.cannedText')} actions={items.length > 0 || isNarrowed ? add : undefined}>
      {(items.length > 0 || isNarrowed) && (
        <div className={css.left}>
          <TextField label={t('common.search')} quietLabel type="search" placeholder={t('common.search')} value={q} onChange={(event) => setQ(event.target.value)} />
          <Segments label={t('desk.canned')} value={shown} options={[{ value: 'all', label: t('desk.all') }, { value: 'unused', label: t('desk.unused') }]} onValue={setShown} />
        </div>
      )}
      {data === undefined && error === null && <Skeleton lines={4} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 && (isNarrowed ? <EmptyState compact icon="search" title={t('common.noMatch')} /> : <EmptyState icon="reply" title={t('desk.noCanned')} action={add}>{t('desk.noCannedText')}</EmptyState>)}
      {items.length > 0 && (
        <Table
          caption={t('desk.canned')} rows={items} keyOf={({ id }) => id} dimmed={(one) => one.unused}
          columns={[
            { id: 'name', title: t('desk.name'), renderCell: (one) => <span className={css.whoWords}><span>{one.name} {one.shortcut !== null && <code className={css.quiet}>/{one.shortcut}</code>}</span><span className={css.mail} dir="auto">{(one.texts[0]?.text ?? '').slice(0, 110)}</span></span> },
            { id: 'languages', title: t('desk.languages'), wideOnly: true, renderCell: (one) => one.texts.map((each) => words.languageName(each.language)).join(', ') },
            { id: 'owner', title: t('desk.owner'), wideOnly: true, renderCell: (one) => one.owner.name },
            { id: 'used', title: t('desk.used'), number: true, renderCell: (one) => <>{number(one.used)} {one.unused && <Badge tone="warn">{t('desk.unused')}</Badge>}</> },
            { id: 'last', title: t('desk.lastUsed'), wideOnly: true, renderCell: (one) => (one.lastUsedAt === null ? <span className={css.quiet}>{t('settings.never')}</span> : <Time at={one.lastUsedAt} />) },
            { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (one) => mayChange(one) && <span className={css.cellActs}><Button size="s" look="plain" onClick={() => setOpen(one)}>{t('common.edit')}</Button><Button size="s" look="plain" onClick={() => remove(one)}>{t('common.remove')}</Button></span> },
          ]}
        />
      )}
      {open !== null && <CannedDialog canned={open === 'new' ? null : open} variables={data?.variables ?? []} onClose={() => setOpen(null)} />}
    </Section>
  )
}
