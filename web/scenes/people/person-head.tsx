/** Who it is: name, identities as chips, and the few figures that are known. */
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Person } from '../../api/routes.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Badge } from '../../components/badge.tsx'
import { LinkButton } from '../../components/button.tsx'
import { IdentityChip } from '../../components/channel-mark.tsx'
import { Icon } from '../../components/icon.tsx'
import { safeHref } from '../../mentions/passage.ts'
import { useWords } from '../../words/words.tsx'
import { PersonFigures } from './person-figures.tsx'
import { identityWords } from '../../mentions/handle-words.ts'
import css from './person-head.module.css'

export function PersonHead({ person }: { readonly person: Person }) {
  const words = useWords()
  useEffect(() => { document.title = `${person.name} · Rapport` }, [person.name])
  const [first] = person.identities
  const bio = person.identities.find((one) => one.bio)?.bio
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
              const address = identityWords(one)
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
      <PersonFigures person={person} />
    </header>
  )
}
