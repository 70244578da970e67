/** Who it is: name, identities as chips, and the few figures that are known. */
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Person } from '../../api/routes.ts'
import { cityOf } from '../../charts/zoned-time.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { LinkButton } from '../../components/button.tsx'
import { IdentityChip } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { Time } from '../../components/time.tsx'
import { safeHref } from '../../mentions/passage.ts'
import { useWords } from '../../words/words.tsx'
import css from './person-head.module.css'

export function PersonHead({ person, zone }: { readonly person: Person; readonly zone: string }) {
  const words = useWords()
  useEffect(() => { document.title = `${person.name} · Rapport` }, [person.name])
  const [first] = person.identities
  const followers = person.identities.map((one) => one.followers).filter((count) => count !== null)
  const places = [...new Set(person.identities.flatMap((one) => one.place ?? []))]
  const bio = person.identities.find((one) => one.bio)?.bio
  const spanDays = Math.max(1, Math.round((Date.parse(person.lastSeenAt) - Date.parse(person.firstSeenAt)) / 86_400_000))
  return (
    <header className={css.head}>
      <div className={css.top}>
        <Avatar id={first?.id ?? person.id} name={person.name} picture={first?.avatar} size="xl" />
        <div className={css.who}>
          <div className={css.names}>
            <Link to="/people" className={css.crumb}>{words.t('people.title')}</Link>
            <Icon name="right" size={12} />
            <h1 className={css.name} tabIndex={-1}><bdi>{person.name}</bdi></h1>
            {person.identities.some((one) => one.bot) && <Badge>{words.t('people.bot')}</Badge>}
          </div>
          <ul className={css.identities} aria-label={words.t('people.identities')}>
            {person.identities.map((one) => {
              const href = one.url === null ? null : safeHref(one.url)
              const address = one.handle ? `@${one.handle}` : one.name ?? one.externalId
              const chip = <IdentityChip channel={one.channel}>{address}</IdentityChip>
              return <li key={one.id}>{href === null ? chip : <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={css.chip} title={words.t('people.openProfile', { address })}>{chip}</a>}</li>
            })}
          </ul>
          {bio && <p className={css.bio} dir="auto">{bio}</p>}
        </div>
        <div className={css.acts}>
          <LinkButton icon="listen" to="/listen" search={{ person: person.id, period: '12m' }}>{words.t('people.theirMentions')}</LinkButton>
        </div>
      </div>
      <dl className={css.figures}>
        <div><dt>{words.t('people.figureHeard')}</dt><dd>{words.number(person.interactions)}</dd><dd className={css.note}>{words.t('people.figureHeardOn', { n: person.byChannel.length })}</dd></div>
        <div><dt>{words.t('people.figureFirst')}</dt><dd><time dateTime={person.firstSeenAt} title={words.exact(new Date(person.firstSeenAt))}>{words.day(new Date(person.firstSeenAt))}</time></dd><dd className={css.note}>{words.t('people.figureSpan', { n: spanDays })}</dd></div>
        <div><dt>{words.t('people.figureLast')}</dt><dd><Time at={person.lastSeenAt} /></dd><dd className={css.note}>{words.said(cityOf(zone))}</dd></div>
        {followers.length > 0 && <div><dt>{words.t('people.figureFollowers')}</dt><dd>{words.compact(followers.reduce((sum, one) => sum + one, 0))}</dd><dd className={css.note}>{words.t('people.figureFollowersOn', { n: followers.length })}</dd></div>}
        {places.length > 0 && <div><dt>{words.t('people.figurePlace')}</dt><dd className={css.place}>{places[0]}</dd><dd className={css.note}>{words.t('people.figurePlaceNote')}</dd></div>}
      </dl>
    </header>
  )
}
