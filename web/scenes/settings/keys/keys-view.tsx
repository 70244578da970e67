/** Settings, API keys: what programs may do here. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import type { Key } from '../../../api/routes.ts'
import { AnchorButton, Button } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { KeyDialog } from './key-dialog.tsx'

const keysQuery = apiQuery('/keys')

export function KeysView() {
  const words = useWords()
  const { t, list } = words
  const { data, error, refetch } = useQuery(keysQuery)
  const [making, setMaking] = useState(false)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const keys = (data?.items ?? []).filter((key) => !gone.has(key.id))
  const remove = (key: Key): void => {
    setGone((all) => new Set([...all, key.id]))
    const back = (): void => setGone((all) => new Set([...all].filter((id) => id !== key.id)))
    actLater(t('settings.keyRemoved', { name: key.name }), (closing) => {
      api('delete', '/keys/{id}', { params: { id: key.id } }, { keepalive: closing }).then(() => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey }), (fault: unknown) => { back(); toast(faultWords(fault, words), { tone: 'negative' }) })
    }, back)
  }
  const make = <Button look="primary" icon="plus" onClick={() => setMaking(true)}>{t('settings.makeKey')}</Button>
  return (
    <Section title={t('shell.goKeys')} about={t('settings.keysText')} actions={<><AnchorButton href="/api" target="_blank" rel="noreferrer" look="plain" after="external">{t('settings.reference')}</AnchorButton>{keys.length > 0 && make}</>}>
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && keys.length === 0 && <EmptyState icon="key" title={t('settings.noKeys')} action={make}>{t('settings.noKeysText')}</EmptyState>}
      {keys.length > 0 && (
        <Table
          caption={t('shell.goKeys')}
          rows={keys}
          keyOf={(key) => key.id}
          columns={[
            { id: 'name', title: t('settings.keyName'), renderCell: (key) => <span className={css.whoWords}><span>{key.name}</span><code className={css.mail}>{key.start}…</code></span> },
            { id: 'scopes', title: t('settings.scopes'), wideOnly: true, renderCell: (key) => (key.scopes === null ? t('settings.scopesAll') : list(key.scopes)) },
            { id: 'by', title: t('settings.madeBy'), wideOnly: true, renderCell: (key) => <span>{key.createdBy} <span className={css.quiet}><Time at={key.createdAt} /></span></span> },
            { id: 'used', title: t('settings.lastUsed'), renderCell: (key) => (key.lastUsedAt === null ? <span className={css.quiet}>{t('settings.never')}</span> : <Time at={key.lastUsedAt} />) },
            { id: 'expires', title: t('settings.expires'), wideOnly: true, renderCell: (key) => (key.expiresAt === null ? <span className={css.quiet}>{t('settings.expiresNever')}</span> : <Time at={key.expiresAt} />) },
            { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '3rem', renderCell: (key) => <span className={css.cellActs}><Button size="s" look="plain" onClick={() => remove(key)}>{t('common.remove')}</Button></span> },
          ]}
        />
      )}
      <KeyDialog open={making} onOpen={setMaking} />
    </Section>
  )
}
