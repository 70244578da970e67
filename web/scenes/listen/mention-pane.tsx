/** One mention, large: why it is here, who said it, how it was received, and the way to the original. */
import { useState } from 'react'
import type { Mention } from '../../api/routes.ts'
import { AnchorButton, Button, IconButton } from '../../components/button.tsx'
import { channelTitle } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { toast } from '../../components/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { AuthorGlance } from './author-glance.tsx'
import { MentionReasons } from './mention-reasons.tsx'
import { languageTitle } from './filter-bar.tsx'
import { kindWord } from '../../mentions/kind-words.ts'
import { contextWords, Metrics, TopicChips, type TopicMark } from '../../mentions/mention-facts.tsx'
import { MentionLabels } from './mention-labels.tsx'
import { MentionJoining } from '../../mentions/mention-joining.tsx'
import { MentionMedia } from '../../mentions/mention-media.tsx'
import { PassedOn } from '../../mentions/passed-on.tsx'
import { AnswerMention } from '../../mentions/answer-mention.tsx'
import { MentionText } from '../../mentions/mention-text.tsx'
import { matchedWords, safeHref } from '../../mentions/passage.ts'
import css from './mention-pane.module.css'

interface Props {
  readonly mention: Mention
  readonly marks: ReadonlyMap<string, TopicMark>
  readonly onWord: (word: string) => void
  readonly onAuthor: (identity: string) => void
  readonly onHide: () => void
}

/** A post of a hundred thousand characters is an archive, not a sentence: the rest opens on demand. */
const readingLength = 4_000

export function MentionPane({ mention, marks, onWord, onAuthor, onHide }: Props) {
  const words = useWords()
  const [whole, setWhole] = useState('')
  const topics = mention.topics.flatMap((id) => marks.get(id) ?? [])
  const context = contextWords(mention)
  const contextHref = context?.url === undefined ? null : safeHref(context.url)
  const original = mention.url === null ? null : safeHref(mention.url)
  const at = new Date(mention.at)
  const isCut = whole !== mention.id && mention.text.length > readingLength
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href)
    toast(words.t('common.copied'))
  }
  return (
    <div className={css.pane}>
      <div className={css.head}>
        <AuthorGlance mention={mention} />
        <IconButton icon="close" label={words.t('listen.hidePane')} onClick={onHide} />
      </div>
      <div className={css.said}>
        {context && (
          <p className={css.context}>
            <Icon name={context.icon} size={14} />
            {contextHref === null ? words.t(context.word) : <a href={contextHref} target="_blank" rel="noopener noreferrer nofollow">{words.t(context.word)} <Icon name="external" size={12} /></a>}
          </p>
        )}
        {mention.title && <h3 className={css.title} dir="auto">{mention.title}</h3>}
        {mention.text !== '' && (
          <blockquote className={css.text} data-long={mention.text.length > 320 || undefined}>
            <MentionText mention={mention} topicName={(id) => marks.get(id)?.name} length={isCut ? readingLength : Number.POSITIVE_INFINITY} onWord={onWord} />
          </blockquote>
        )}
        {mention.passedOn && <PassedOn passedOn={mention.passedOn} />}
        {isCut && <Button size="s" onClick={() => setWhole(mention.id)}>{words.t('listen.showWhole', { n: mention.text.length })}</Button>}
        <MentionMedia media={mention.media} size="large" />
        <Metrics metrics={mention.metrics} />
      </div>
      <MentionLabels key={mention.id} mention={mention} />
      <MentionJoining key={`joining ${mention.id}`} mention={mention.id} />
      <Why mention={mention} topics={topics} />
      <dl className={css.facts}>
        <dt>{words.t('listen.factWhen')}</dt><dd><time dateTime={mention.at}>{words.exact(at)}</time>{mention.editedAt !== null && <> · {words.t('listen.editedAt', { when: words.dayAndClock(new Date(mention.editedAt)) })}</>}</dd>
        <dt>{words.t('listen.factWhere')}</dt><dd>{channelTitle(mention.channel)}{mention.site !== null && `, ${mention.site}`} · {words.t(kindWord(mention.kind))} · {languageTitle(mention.language, words)}</dd>
      </dl>
      <div className={css.actions}>
        <AnswerMention key={`answer ${mention.id}`} mention={mention} />
        {original !== null && <AnchorButton icon="external" keys="u" href={original} target="_blank" rel="noopener noreferrer nofollow">{words.t('listen.original')}</AnchorButton>}
        <Button icon="filter" onClick={() => onAuthor(mention.author.identity)}>{words.t('listen.onlyThisAuthor')}</Button>
        <Button icon="copy" onClick={() => void copy()}>{words.t('listen.copyLink')}</Button>
      </div>
    </div>
  )
}

const parts = { b: (text: string) => <b>{text}</b> }

/** In a sentence a topic: the words that made it match, or that it matched by something else than its text. */
function Why({ mention, topics }: { readonly mention: Mention; readonly topics: readonly TopicMark[] }) {
  const words = useWords()
  return (
    <section className={css.why} aria-label={words.t('listen.why')}>
      <h3 className={css.heading}>{words.t('listen.why')}</h3>
      <ul>
        {topics.map((topic) => {
          const matched = matchedWords(mention.text, mention.hits, topic.id)
          return (
            <li key={topic.id}>
              <Icon name="check" size={14} />
              <div>
                {matched.length === 0
                  ? words.rich('listen.whyTopic', parts, { topic: topic.name })
                  : words.rich('listen.whyWords', parts, { topic: topic.name, words: words.list(matched.map((word) => `“${word}”`)) })}
                <MentionReasons mention={mention.id} topic={topic.id} />
              </div>
            </li>
          )
        })}
        {topics.length === 0 && <li><Icon name="info" size={14} /><span>{words.t('listen.whyNone')}</span></li>}
      </ul>
      <TopicChips topics={topics} />
    </section>
  )
}
