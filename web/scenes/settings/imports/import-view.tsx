/** One import: its columns before it starts, its progress, what came of it. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, apiAddress } from '../../../api/client.ts'
import { apiQuery, queryClient, queryKey } from '../../../api/queries.ts'
import type { Import } from '../../../api/routes.ts'
import { AnchorButton, Button, LinkButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Card } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useNewestMention } from '../../../hooks/newest-mention.ts'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { ImportState } from './imports-view.tsx'
import css from './imports.module.css'
import { MappingForm } from './mapping-form.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { isMoving, progressOf } from './progress.ts'

const route = getRouteApi('/shell/settings/imports/$id')
type Deed = 'pause' | 'resume' | 'undo'

function keep(changed: Import): void {
  queryClient.setQueryData(apiQuery('/imports/{id}', { params: { id: changed.id } }).queryKey, changed)
  void queryClient.invalidateQueries({ queryKey: queryKey('/imports') })
}

function Figures({ item }: { readonly item: Import }) {
  const { t, number } = useWords()
  const figures = [
    [t('settings.rowsRead'), item.rowsRead],
    [t('settings.takenIn'), item.takenIn],
    [t('settings.alreadyKnown'), item.alreadyKnown],
    [t('settings.refused'), item.refused],
  ] as const
  return <dl className={css.figures}>{figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{number(value)}</dd></div>)}</dl>
}

/** What can be done with an import that has started. */
function Deeds({ item }: { readonly item: Import }) {
  const words = useWords()
  const { t, number } = words
  const me = useMember()
  const newest = useNewestMention()
  const [busy, setBusy] = useState<Deed | null>(null)
  const [asking, setAsking] = useState(false)
  const act = async (deed: Deed): Promise<void> => {
    setBusy(deed)
    try {
      const params = { id: item.id }
      keep(await (deed === 'pause' ? api('post', '/imports/{id}/pause', { params }) : deed === 'resume' ? api('post', '/imports/{id}/resume', { params }) : api('post', '/imports/{id}/undo', { params })))
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
    } finally {
      setBusy(null)
      setAsking(false)
    }
  }
  return (
    <div className={css.deeds}>
      {item.refused > 0 && <AnchorButton icon="download" href={apiAddress('/imports/{id}/refused.csv', { params: { id: item.id } })} download>{t('settings.downloadRefused', { n: item.refused })}</AnchorButton>}
      {me.may('imports.manage') && item.state === 'running' && <Button icon="pause" busy={busy === 'pause'} onClick={() => void act('pause')}>{t('common.pause')}</Button>}
      {me.may('imports.manage') && item.state === 'paused' && <Button icon="play" look="primary" busy={busy === 'resume'} onClick={() => void act('resume')}>{t('common.resume')}</Button>}
      {me.may('imports.manage') && (item.state === 'paused' || item.state === 'finished' || (item.state === 'failed' && item.takenIn > 0)) && <Button icon="undo" onClick={() => setAsking(true)}>{t('settings.undoImport')}</Button>}
      {item.state === 'finished' && item.takenIn > 0 && <LinkButton look="primary" to="/listen" search={newest?.search ?? {}}>{t('today.stepMentionOpen')}</LinkButton>}
      <Dialog
        open={asking}
        onOpen={setAsking}
        width="s"
        title={t('settings.undoAsk')}
        about={t('settings.undoAskText', { count: number(item.takenIn) })}
        actions={<><Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button><Button look="danger" busy={busy === 'undo'} onClick={() => void act('undo')}>{t('settings.undoImport')}</Button></>}
      />
    </div>
  )
}

export function ImportView() {
  const { t, bytes } = useWords()
  const { id } = route.useParams()
  const me = useMember()
  const { data: item, error, refetch } = useQuery({ ...apiQuery('/imports/{id}', { params: { id } }), refetchInterval: (query) => (query.state.data !== undefined && isMoving(query.state.data.state) ? 1_000 : false) })
  if (item === undefined) return error === null ? <Skeleton lines={6} /> : <FaultState fault={error} onRetry={() => void refetch()} />
  const mapping = item.state === 'uploaded' || (item.state === 'failed' && item.takenIn === 0)
  return (
    <div className={css.import}>
      <header className={css.head}>
        <Link to="/settings/imports" className={css.up}><Icon name="back" size={14} />{t('shell.goImports')}</Link>
        <h2 className={css.fileName}>{item.fileName} <ImportState state={item.state} /></h2>
        <p className={css.quiet}>{bytes(item.bytes)} · {item.createdBy} · <Time at={item.createdAt} /></p>
      </header>
      {item.state === 'failed' && <Notice tone="negative"><Said>{item.words}</Said></Notice>}
      {!mapping && (
        <Card>
          <div className={css.running} aria-live="polite">
            <p><Said>{item.words}</Said></p>
            {(isMoving(item.state) || item.state === 'paused') && <ProgressBar value={progressOf(item)} label={t('settings.importRunning')} />}
            <Figures item={item} />
            <Deeds item={item} />
          </div>
        </Card>
      )}
      {mapping && (me.may('imports.manage') ? <MappingForm item={item} onStarted={keep} /> : <Notice>{t('settings.mappingNotYours')}</Notice>)}
    </div>
  )
}
