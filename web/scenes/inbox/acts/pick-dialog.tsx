/** One choice of many by keyboard: whom to assign, which label, until when. */
import { Command } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import dialog from '../../../components/dialog.module.css'
import { Icon } from '../../../components/icon.tsx'
import { finds } from '../../../shell/palette-match.ts'
import { useWords } from '../../../words/words.tsx'
import css from './pick-dialog.module.css'

export interface Choice {
  readonly id: string
  /** What is searched, and shown where nothing else is given. */
  readonly label: string
  readonly shown?: ReactNode
  /** Quiet, at the end. */
  readonly note?: ReactNode
  readonly isChosen?: boolean
}

interface Props {
  readonly title: string
  readonly about?: string | undefined
  readonly choices: readonly Choice[]
  readonly onPick: (id: string) => void
  readonly onClose: () => void
  /** Offered while nothing is called what was typed. */
  readonly make?: { readonly label: (text: string) => string; readonly onMake: (text: string) => void } | undefined
  readonly foot?: ReactNode
}

export function PickDialog({ title, about, choices, onPick, onClose, make, foot }: Props) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const found = choices.filter((choice) => finds(text, choice.label))
  const sought = text.trim()
  const mayMake = make !== undefined && sought !== '' && choices.every((choice) => choice.label.toLocaleLowerCase() !== sought.toLocaleLowerCase())
  return (
    <Primitive.Root open onOpenChange={(open) => { if (!open) onClose() }}>
      <Primitive.Portal>
        <Primitive.Overlay className={dialog.veil} />
        <Primitive.Content className={css.window} {...(about === undefined ? { 'aria-describedby': undefined } : {})}>
          <Primitive.Title className={css.title}>{title}</Primitive.Title>
          {about !== undefined && <Primitive.Description className={css.about}>{about}</Primitive.Description>}
          <Command shouldFilter={false} loop label={title}>
            <Command.Input className={css.input} placeholder={t('common.search')} value={text} onValueChange={setText} />
            <Command.List className={css.list} label={title}>
              {!mayMake && <Command.Empty className={css.empty}>{t('common.noMatch')}</Command.Empty>}
              {found.map((choice) => (
                <Command.Item key={choice.id} value={choice.id} className={css.item} onSelect={() => onPick(choice.id)}>
                  <span className={css.label}>{choice.shown ?? choice.label}</span>
                  {choice.note !== undefined && <span className={css.note}>{choice.note}</span>}
                  {choice.isChosen === true && <Icon name="check" size={14} />}
                </Command.Item>
              ))}
              {mayMake && <Command.Item value=" make" className={css.item} onSelect={() => make.onMake(sought)}><Icon name="plus" size={14} /><span className={css.label}>{make.label(sought)}</span></Command.Item>}
            </Command.List>
          </Command>
          {foot !== undefined && <div className={css.foot}>{foot}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
