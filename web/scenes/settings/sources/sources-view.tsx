/** Settings, Sources: everything that is listened to, with its health. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { apiQuery, queryClient } from '../../../api/queries.ts'
import type { Source } from '../../../api/routes.ts'
import { Button } from '../../../components/button.tsx'
import { ChannelMark } from '../../../components/channel-mark.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Section } from '../../../components/page-header.tsx'
import { EmptyState, FaultState, faultWords, Skeleton } from '../../../components/states.tsx'
import { actLater, toast } from '../../../components/toast.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { channelAbout } from '../../../words/channel-words.ts'
import { SetAsideList } from './set-aside-list.tsx'
import { SourceForm } from './source-form.tsx'
import { SourceRow } from './source-row.tsx'
import css from './sources.module.css'

const route = getRouteApi('/shell/settings/sources')
const sourcesQuery = apiQuery('/sources')

/** Replaces a source in what is shown, before and after the server has answered. */
function put(changed: Source): void {
  queryClient.setQueryData(sourcesQuery.queryKey, (before) => before && { items: before.items.map((each) => (each.id === changed.id ? changed : each)) })
}

function ChannelChoice({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const words = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/channels'))
  if (data === undefined) return error === null ? <Skeleton lines={4} /> : <FaultState compact fault={error} onRetry={() => void refetch()} />
  return (
    <ul className={css.channels}>
      {data.items.map((channel) => (
        <li key={channel.id}>
          <button type="button" className={css.channel} onClick={() => onChoose(channel.id)}>
            <ChannelMark channel={channel.id} named />
            <span><strong>{channel.name}</strong><span className={css.channelAbout}>{channelAbout(words, channel)}</span></span>
            <Icon name="right" size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Dialogs({ sources }: { readonly sources: readonly Source[] }) {
  const words = useWords()
  const { t } = words
  const { add, edit, setAside } = route.useSearch()
  const navigate = route.useNavigate()
  const channels = useQuery({ ...apiQuery('/channels'), enabled: add !== undefined || edit !== undefined }).data?.items ?? []
  const source = sources.find((each) => each.id === edit) ?? null
  const channel = channels.find((each) => each.id === (source?.channel ?? add))
  const close = (open: boolean): void => { if (!open) void navigate({ search: {}, replace: true }) }
  const aside = sources.find((each) => each.id === setAside)
  return (
    <>
      <Dialog open={add !== undefined && channel === undefined} onOpen={close} title={t('settings.addSource')} about={t('settings.chooseChannel')}>
        <ChannelChoice onChoose={(id) => void navigate({ search: { add: id } })} />
      </Dialog>
      <Dialog open={channel !== undefined} onOpen={close} title={source === null ? t('settings.addFrom', { channel: channel?.name ?? '' }) : source.name} {...(channel === undefined ? {} : { about: channelAbout(words, channel) })}>
        {channel !== undefined && <SourceForm key={source?.id ?? channel.id} channel={channel} source={source} onDone={() => close(false)} />}
      </Dialog>
      <Dialog open={setAside !== undefined} onOpen={close} width="l" title={aside === undefined ? t('settings.setAside') : t('settings.setAsideOf', { name: aside.name })} about={t('settings.setAsideText')}>
        {setAside !== undefined && <SetAsideList source={setAside === 'all' ? null : setAside} />}
      </Dialog>
    </>
  )
}

export function SourcesView() {
  const words = useWords()
  const { t } = words
  const me = useMember()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery({ ...sourcesQuery, refetchInterval: 10_000 })
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const sources = (data?.items ?? []).filter((source) => !gone.has(source.id))
  const aside = sources.reduce((sum, source) => sum + source.setAside, 0)
  const complain = (fault: unknown): void => { toast(faultWords(fault, words), { tone: 'negative' }) }

  const pause = (source: Source, paused: boolean): void => {
    api('patch', '/sources/{id}', { params: { id: source.id }, body: { paused } }).then(put, complain)
  }
  const remove = (source: Source): void => {
    setGone((all) => new Set([...all, source.id]))
    const back = (): void => setGone((all) => new Set([...all].filter((id) => id !== source.id)))
    actLater(t('settings.removed', { name: source.name }), (closing) => {
      api('delete', '/sources/{id}', { params: { id: source.id } }, { keepalive: closing }).then(() => queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey }), (fault: unknown) => { back(); complain(fault) })
    }, back)
  }
  const add = me.may('sources.manage') && <Button look="primary" icon="plus" onClick={() => void navigate({ search: { add: 'choose' } })}>{t('settings.addSource')}</Button>

  return (
    <Section title={t('shell.goSources')} about={t('settings.sourcesText')} actions={<>{aside > 0 && <Button onClick={() => void navigate({ search: { setAside: 'all' } })}>{t('settings.setAsideCount', { n: aside })}</Button>}{sources.length > 0 && add}</>}>
      {data === undefined && error === null && <Skeleton lines={6} />}
      {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
      {data !== undefined && sources.length === 0 && <EmptyState icon="source" title={t('settings.noSources')} action={add}>{t('settings.noSourcesText')}</EmptyState>}
      {sources.length > 0 && (
        <ul className={css.sources}>
          {sources.map((source) => <SourceRow key={source.id} source={source} onPause={(paused) => pause(source, paused)} onEdit={() => void navigate({ search: { edit: source.id } })} onRemove={() => remove(source)} />)}
        </ul>
      )}
      <Dialogs sources={sources} />
    </Section>
  )
}
