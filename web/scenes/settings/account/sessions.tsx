/** Where I am signed in, and the way to end it there. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { queryClient } from '../../../api/queries.ts'
import { currentSession, endAllSessions, endOtherSessions, endSession, listSessions } from '../../../api/sign-in.ts'
import { Badge } from '../../../components/badge.tsx'
import { Button } from '../../../components/button.tsx'
import { FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { Table } from '../../../components/table.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { deviceOf } from './device.ts'

export function Sessions() {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: async () => ({ here: await currentSession(), all: await listSessions() }) })
  const act = async (deed: () => Promise<void>, done: string): Promise<void> => {
    setBusy(true)
    try {
      await deed()
      toast(done)
      await refetch()
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
    } finally {
      setBusy(false)
    }
  }
  const leaveEverywhere = (): Promise<void> => act(async () => {
    await endAllSessions()
    await navigate({ to: '/sign-in', search: {} })
    queryClient.clear()
  }, t('settings.signedOutEverywhere'))
  if (data === undefined) return error === null ? <Skeleton lines={3} /> : <FaultState compact fault={error} onRetry={() => void refetch()} />
  return (
    <>
      <Table
        caption={t('settings.sessions')}
        rows={data.all.toSorted((a, b) => (a.id === data.here ? -1 : b.id === data.here ? 1 : b.updatedAt.localeCompare(a.updatedAt)))}
        keyOf={(session) => session.id}
        columns={[
          { id: 'device', title: t('settings.device'), renderCell: (session) => <>{deviceOf(session.userAgent) ?? t('settings.unknownDevice')} {session.id === data.here && <Badge tone="accent">{t('settings.thisOne')}</Badge>}</> },
          { id: 'address', title: t('settings.address'), wideOnly: true, renderCell: (session) => session.ipAddress || '–' },
          { id: 'since', title: t('settings.signedInSince'), renderCell: (session) => <Time at={session.createdAt} /> },
          { id: 'acts', title: t('settings.acts'), quietTitle: true, width: '6rem', renderCell: (session) => session.id !== data.here && <span className={css.cellActs}><Button size="s" look="plain" disabled={busy} onClick={() => void act(() => endSession(session.token), t('settings.sessionEnded'))}>{t('settings.endSession')}</Button></span> },
        ]}
      />
      <div className={css.left}>
        {data.all.length > 1 && <Button disabled={busy} onClick={() => void act(endOtherSessions, t('settings.othersEnded'))}>{t('settings.endOthers')}</Button>}
        <Button icon="leave" disabled={busy} onClick={() => void leaveEverywhere()}>{t('settings.endAll')}</Button>
      </div>
    </>
  )
}
