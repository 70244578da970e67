/** `⌘K`: finds people and topics, goes anywhere, does anything that is possible here. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import { useDeferredValue, useState } from 'react'
import { apiQuery } from '../api/queries.ts'
import { Avatar } from '../components/avatar.tsx'
import { ChannelMark } from '../components/channel-mark.tsx'
import dialog from '../components/dialog.module.css'
import { Icon } from '../components/icon.tsx'
import { Kbd } from '../components/kbd.tsx'
import { type Command as Act, commands } from '../hooks/commands.ts'
import { useMember } from '../hooks/member.ts'
import { useStore } from '../hooks/store.ts'
import { useWords } from '../words/words.tsx'
import css from './palette.module.css'
import { finds } from './palette-match.ts'

function ActItem({ act, onRun }: { readonly act: Act; readonly onRun: (run: () => void) => void }) {
  return (
    <Command.Item value={act.id} onSelect={() => onRun(act.run)} className={css.item}>
      <Icon name={act.icon ?? 'right'} />
      <span className={css.label}>{act.label}</span>
      {act.keys !== undefined && <Kbd keys={act.keys} />}
    </Command.Item>
  )
}

/** Topics and people whose name holds what was typed. */
function useFound(text: string) {
  const me = useMember()
  const sought = useDeferredValue(text.trim())
  const topics = useQuery({ ...apiQuery('/topics'), enabled: me.may('topics.read') }).data?.items ?? []
  const people = useQuery({ ...apiQuery('/people', { query: { q: sought, limit: 6 } }), enabled: sought.length > 1 && me.may('people.read'), placeholderData: keepPreviousData })
  const messages = useQuery({ ...apiQuery('/conversations/search', { query: { q: sought, limit: 8 } }), enabled: sought.length > 1 && me.may('conversations.read'), placeholderData: keepPreviousData, retry: false })
  return {
    conversations: sought.length > 1 ? [...new Map((messages.data?.items ?? []).map((one) => [one.conversation.id, one])).values()].slice(0, 5) : [],
    topics: sought === '' ? [] : topics.filter((topic) => finds(sought, topic.name)).slice(0, 6),
    people: sought.length > 1 ? (people.data?.items ?? []) : [],
    searching: people.isFetching || messages.isFetching,
  }
}

/** @param typed What was typed while this was being loaded. */
export function Palette({ typed, onClose }: { readonly typed: string; readonly onClose: () => void }) {
  const { t, number } = useWords()
  const navigate = useNavigate()
  const [text, setText] = useState(typed)
  const [chosen, setChosen] = useState<string | null>(null)
  const acts = [...useStore(commands).values()].filter((act) => finds(text, `${act.label} ${act.also ?? ''}`))
  const found = useFound(text)
  const run = (act: () => void): void => {
    onClose()
    act()
  }
  const groups = ([['here', t('shell.groupHere')], ['go', t('shell.groupGo')], ['do', t('shell.groupDo')]] as const).map(([group, heading]) => ({ group, heading, members: acts.filter((act) => act.group === group) }))
  // The first of what is shown is chosen until somebody moves, whatever arrives meanwhile.
  const ids = [...found.topics.map((topic) => `topic-${topic.id}`), ...found.people.map((person) => `person-${person.id}`), ...found.conversations.map((one) => `conversation-${one.conversation.id}`), ...groups.flatMap(({ members }) => members.map((act) => act.id))]
  const value = chosen !== null && ids.includes(chosen) ? chosen : (ids[0] ?? '')
  return (
    <Primitive.Root open onOpenChange={(open) => { if (!open) onClose() }}>
      <Primitive.Portal>
        <Primitive.Overlay className={dialog.veil} />
        <Primitive.Content className={css.window} aria-describedby={undefined}>
          <Primitive.Title className={css.hidden}>{t('shell.palette')}</Primitive.Title>
          <Command shouldFilter={false} loop value={value} onValueChange={setChosen} label={t('shell.palette')}>
            <div className={css.ask}>
              <Icon name="search" />
              <Command.Input className={css.input} placeholder={t('shell.paletteHint')} value={text} onValueChange={(next) => { setText(next); setChosen(null) }} />
              <Kbd keys="escape" />
            </div>
            <Command.List className={css.list} label={t('shell.palette')}>
              {!found.searching && <Command.Empty className={css.empty}>{t('shell.paletteEmpty', { text })}</Command.Empty>}
              {found.topics.length > 0 && (
                <Command.Group heading={t('shell.groupTopics')} className={css.group}>
                  {found.topics.map((topic) => (
                    <Command.Item key={topic.id} value={`topic-${topic.id}`} className={css.item} onSelect={() => run(() => void navigate({ to: '/listen', search: { topics: topic.id } as never }))}>
                      <Icon name="listen" />
                      <span className={css.label}>{topic.name}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {found.people.length > 0 && (
                <Command.Group heading={t('shell.groupPeople')} className={css.group}>
                  {found.people.map((person) => (
                    <Command.Item key={person.id} value={`person-${person.id}`} className={css.item} onSelect={() => run(() => void navigate({ to: '/people/$id', params: { id: person.id } } as never))}>
                      <Avatar id={person.id} name={person.name} picture={person.identities[0]?.avatar} size="s" />
                      <span className={css.label}>{person.name}</span>
                      {person.identities.slice(0, 4).map((identity) => <ChannelMark key={identity.id} channel={identity.channel} />)}
                      <span className={css.count}>{number(person.interactions)}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {found.conversations.length > 0 && (
                <Command.Group heading={t('shell.groupConversations')} className={css.group}>
                  {found.conversations.map(({ conversation, message, by }) => (
                    <Command.Item key={conversation.id} value={`conversation-${conversation.id}`} className={css.item} onSelect={() => run(() => void navigate({ to: '/inbox', search: { view: 'all', open: conversation.id, entry: message } }))}>
                      <Icon name="inbox" />
                      <span className={css.label}><bdi>{by}</bdi>: {conversation.subject || conversation.lastWords}</span>
                      <ChannelMark channel={conversation.channel} />
                      <span className={css.count}>#{conversation.number}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {groups.map(({ group, heading, members }) => members.length > 0 && (
                <Command.Group key={group} heading={heading} className={css.group}>
                  {members.map((act) => <ActItem key={act.id} act={act} onRun={run} />)}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
