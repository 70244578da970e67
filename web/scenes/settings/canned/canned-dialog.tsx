/** Writes a canned reply, in as many languages as it is needed in, with variables that are filled in when it is used. */
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { CannedReply } from '../../../api/routes.ts'
import { Button, IconButton } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { faultWords, Notice } from '../../../components/states.tsx'
import { TextArea, TextField } from '../../../components/text-field.tsx'
import { Select } from '../../../components/select.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { cannedChanged } from './changed.ts'

interface Props {
  readonly canned: CannedReply | null
  readonly variables: readonly { readonly name: string; readonly example: string }[]
  readonly onClose: () => void
}

const offered = ['en', 'nl', 'fr', 'de', 'es', 'it', 'pt', 'pl', 'sv', 'da', 'ja', 'zh'] as const

export function CannedDialog({ canned, variables, onClose }: Props) {
  const words = useWords()
  const { t } = words
  const [name, setName] = useState(canned?.name ?? '')
  const [shortcut, setShortcut] = useState(canned?.shortcut ?? '')
  const [texts, setTexts] = useState<readonly { readonly language: string; readonly text: string }[]>(canned?.texts ?? [{ language: words.language, text: '' }])
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isReady = name.trim() !== '' && texts.every((one) => one.text.trim() !== '')
  const languages = [...new Set([...offered, ...texts.map((one) => one.language)])]
  const free = languages.find((language) => texts.every((one) => one.language !== language))
  const change = (index: number, part: Partial<(typeof texts)[number]>): void => setTexts(texts.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const save = (): void => {
    setBusy(true)
    const body = { name: name.trim(), shortcut: shortcut.trim() === '' ? null : shortcut.trim().replace(/^\//, ''), teams: canned?.teams ?? [], texts: [...texts] }
    const saved = canned === null ? api('post', '/canned-replies', { body }) : api('put', '/canned-replies/{id}', { params: { id: canned.id }, body })
    saved.then(async () => { await cannedChanged(); onClose() }, (thrown: unknown) => setFault(faultWords(thrown, words))).finally(() => setBusy(false))
  }
  return (
    <Dialog open onOpen={onClose} width="m" title={t(canned === null ? 'desk.addCanned' : 'desk.changeCanned')} actions={<><Button onClick={onClose}>{t('common.cancel')}</Button><Button look="primary" busy={isBusy} disabled={!isReady} onClick={save}>{t('common.save')}</Button></>}>
      <div className={css.form}>
        <div className={css.two}>
          <TextField label={t('desk.name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          <TextField label={t('desk.shortcut')} optional hint={t('desk.shortcutHint')} value={shortcut} maxLength={40} spellCheck={false} onChange={(event) => setShortcut(event.target.value)} />
        </div>
        {texts.map((one, index) => (
          <div key={one.language} className={css.form}>
            <div className={css.left}>
              <Select label={t('inbox.language')} quietLabel value={one.language} options={languages.filter((language) => language === one.language || texts.every((other) => other.language !== language)).map((language) => ({ value: language, label: words.languageName(language) }))} onValue={(language) => change(index, { language })} />
              {texts.length > 1 && <IconButton size="s" icon="remove" label={t('common.remove')} onClick={() => setTexts(texts.filter((_, at) => at !== index))} />}
            </div>
            <TextArea label={t('desk.textIn', { language: words.languageName(one.language) })} rows={5} dir="auto" lang={one.language} value={one.text} maxLength={20_000} onChange={(event) => change(index, { text: event.target.value })} />
          </div>
        ))}
        <div className={css.left}>{free !== undefined && <Button size="s" icon="plus" onClick={() => setTexts([...texts, { language: free, text: '' }])}>{t('desk.addLanguage')}</Button>}</div>
        {variables.length > 0 && <p className={css.quiet}>{t('desk.variables')} {variables.map((one) => <span key={one.name} title={one.example}><code>{`{{${one.name}}}`}</code> </span>)}</p>}
        {fault !== null && <Notice tone="negative">{fault}</Notice>}
      </div>
    </Dialog>
  )
}
