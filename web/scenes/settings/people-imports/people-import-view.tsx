/** One import of people: what its columns mean, what would become of its rows, its progress, taking it back. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, apiAddress } from '../../../api/client.ts'
import { apiQuery } from '../../../api/queries.ts'
import { AnchorButton, Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Card, Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { FaultState, faultWords, Notice, Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import css from '../imports/imports.module.css'
import { ProgressBar } from '../imports/progress-bar.tsx'
import { PeopleMapping } from './people-mapping.tsx'
import { keep } from './keep-import.ts'
import { isMoving, kindWord, PeopleImportState, type PeopleImport } from './people-imports-view.tsx'

const route = getRouteApi('/shell/settings/people-imports/$id')
type Deed = 'pause' | 'resume' | 'undo'
const keptWord = { acted: 'privacy.keptActed', used: 'privacy.keptUsed', changed: 'privacy.keptChanged' } as const

function Deeds({ item }: { readonly item: PeopleImport }) {
  const words = useWords()
  const { t } = words
  const may = useMember().may('imports.manage')
  const [busy, setBusy] = useState<Deed | null>(null)
  const [asking, setAsking] = useState(false)
  const act = async (deed: Deed): Promise<void> => {
    setBusy(deed)
    try {
      const params = { id: item.id }
      keep(await (deed === 'pause' ? api('post', '/people-imports/{id}/pause', { params }) : deed === 'resume' ? api('post', '/people-imports/{id}/resume', { params }) : api('post', '/people-imports/{id}/undo', { params })))
    } catch (fault) {
      toast(faultWords(fault, words), { tone: 'negative' })
    } finally {
      setBusy(null)
      setAsking(false)
    }
  }
  return (
    <div className={css.deeds}>
      {item.refused > 0 && <AnchorButton icon="download" href={apiAddress('/people-imports/{id}/refused.csv', { params: { id: item.id } })} download>{t('settings.downloadRefused', { n: item.refused })}</AnchorButton>}
      {may && item.state === 'running' && <Button icon="pause" busy={busy === 'pause'} onClick={() => void act('pause')}>{t('common.pause')}</Button>}
      {may && item.state === 'paused' && <Button icon="play" look="primary" busy={busy === 'resume'} onClick={() => void act('resume')}>{t('common.resume')}</Button>}
      {may && ['paused', 'finished', 'failed'].includes(item.state) && item.rowsRead > 0 && <Button icon="undo" onClick={() => setAsking(true)}>{t('settings.undoImport')}</Button>}
      <Dialog open={asking} onOpen={setAsking} width="s" title={t('settings.undoAsk')} about={t('privacy.undoText')} actions={<><Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button><Button look="danger" busy={busy === 'undo'} onClick={() => void act('undo')}>{t('settings.undoImport')}</Button></>} />
    </div>
  )
}

export function PeopleImportView() {
  const { t, bytes, number } = useWords()
  const { id } = route.useParams()
  const may = useMember().may('imports.manage')
  const { data: item, error, refetch } = useQuery({ ...apiQuery('/people-imports/{id}', { params: { id } }), refetchInterval: (query) => (query.state.data !== undefined && isMoving(query.state.data.state) ? 1_000 : false) })
  if (item === undefined) return error === null ? <Skeleton lines={6} /> : <FaultState fault={error} onRetry={() => void refetch()} />
  const isOpen = ['uploaded', 'checked', 'undone'].includes(item.state) || (item.state === 'failed' && item.created + item.changed === 0)
  const figures = [[t('settings.rowsRead'), item.rowsRead], [t('privacy.created'), item.created], [t('privacy.changed'), item.changed], [t('privacy.unchanged'), item.unchanged], [t('privacy.joined'), item.joined], [t('privacy.refused'), item.refused]] as const
  return (
    <div className={css.import}>
      <header className={css.head}>
        <Link to="/settings/people-imports" className={css.up}><Icon name="back" size={14} />{t('privacy.goPeopleImports')}</Link>
        <h2 className={css.fileName}>{item.fileName} <PeopleImportState state={item.state} /></h2>
        <p className={css.quiet}>{t(kindWord[item.what])} · {bytes(item.bytes)} · {item.createdBy} · <Time at={item.createdAt} /></p>
      </header>
      {item.state === 'failed' && <Notice tone="negative"><Said>{item.words}</Said></Notice>}
      {item.state !== 'uploaded' && (
        <Card>
          <div className={css.running} aria-live="polite">
            <p><Said>{item.words}</Said></p>
            {(isMoving(item.state) || item.state === 'paused') && <ProgressBar value={item.bytes === 0 ? 0 : Math.min(1, item.bytesRead / item.bytes)} label={t('settings.importRunning')} />}
            <dl className={css.figures}>{figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{number(value)}</dd></div>)}</dl>
            <Deeds item={item} />
          </div>
        </Card>
      )}
      {item.shared.length > 0 && <Section title={t('privacy.sharedTitle')} about={t('privacy.sharedText')}><p>{item.shared.slice(0, 20).map(({ address }) => address).join(', ')}</p></Section>}
      {item.kept.length > 0 && <Section title={t('privacy.keptTitle')} about={t('privacy.keptText')}><ul>{item.kept.map(({ identity, because }) => <li key={identity}><Link to="/people/$id" params={{ id: identity }} search={{}}>{identity.slice(0, 8)}</Link> {t(keptWord[because])}</li>)}</ul></Section>}
      {isOpen && (may ? <PeopleMapping item={item} /> : <Notice>{t('settings.mappingNotYours')}</Notice>)}
    </div>
  )
}
