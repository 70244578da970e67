/** Guesses what the columns of a file of people mean, and says why. Pure. */
import type { TableLook, TableRow } from '../../../kernel/table-file.ts'
import type { ImportKind, ImportMapping } from './mapping.ts'
import { templateFor } from './templates.ts'
import { currencyOf, dayFirstOf, decimalOf, momentOf, numberOf, yesOf } from './values.ts'

export interface GuessedColumn {
  readonly column: string
  readonly target: string
  readonly why: string
  readonly emptyPercent: number
  readonly samples: readonly string[]
}

export interface ImportGuess {
  readonly mapping: ImportMapping
  readonly columns: readonly GuessedColumn[]
  readonly looksLike: string | null
  readonly doubts: readonly string[]
}

/** Column names that say what they hold, without blanks and signs, in the languages of exports. */
const names: readonly (readonly [target: string, names: RegExp, kinds: readonly ImportKind[]])[] = [
  ['mail', /^(e?mail|emailaddress|e?mailadres|mailaddress|emailid|primaryemail|customeremail|billingemail|contactemail|courriel|adressemail|emailadresse|correo|correoelectronico)$/, ['people', 'purchases']],
  ['phone', /^(phone|phonenumber|telephone|tel|telefoon|telefoonnummer|mobile|mobilephone|mobilephonenumber|mobiel|gsm|gsmnummer|telefon|telefonnummer|handy|telefono|portable|whatsapp)$/, ['people', 'purchases']],
  ['customer', /^(customer|customerid|customernumber|customerno|klant|klantnummer|klantnr|klantid|clientid|clientnumber|kundennummer|kundennr|numeroclient|memberid|membernumber|lidnummer|contactid|recordid|userid|accountnumber)$/, ['people', 'purchases']],
  ['firstName', /^(firstname|first|givenname|forename|voornaam|prenom|vorname|nombre)$/, ['people']],
  ['lastName', /^(lastname|last|surname|familyname|achternaam|familienaam|nachname|apellido|apellidos)$/, ['people']],
  ['name', /^(name|fullname|naam|volledigenaam|nom|nomcomplet|displayname|customername|klantnaam|contactname)$/, ['people', 'purchases']],
  ['company', /^(company|companyname|bedrijf|bedrijfsnaam|organisation|organization|organisatie|accountname|firma|firmenname|entreprise|societe|employer|werkgever|name|naam|account)$/, ['companies', 'people', 'relations']],
  ['companyDomain', /^(domain|companydomain|companydomainname|website|websiteurl|webadres|domein|url|site)$/, ['companies']],
  ['role', /^(role|jobtitle|title|function|functie|position|rol|fonction|poste)$/, ['people', 'relations']],
  ['url', /^(url|website|websiteurl|homepage|site)$/, ['people']],
  ['avatar', /^(avatar|avatarurl|picture|photo|photourl|foto)$/, ['people']],
  ['about', /^(bio|about|description|biography|over)$/, ['people']],
  ['place', /^(place|city|town|location|plaats|gemeente|woonplaats|stad|ville|ort|stadt|mailingcity|billingcity|ciudad)$/, ['people']],
  ['birthday', /^(birthday|birthdate|dateofbirth|dob|geboortedatum|verjaardag|datenaissance|geburtsdatum|geburtstag)$/, ['people']],
  ['tags', /^(tags|tag|labels|label|groups|groepen|etiketten)$/, ['people']],
  ['note', /^(note|notes|notities|opmerking|opmerkingen|comment|comments|remarks|description|about)$/, ['people', 'companies']],
  ['seenAt', /^(lastseen|lastactivity|lastactivitydate|lastactive|createdat|createdate|created|createddate|lastcontacted)$/, ['people']],
  ['optOut:mail', /^(unsubscribed|optout|optedout|emailoptout|hasoptedoutofemail|unsubscribedfromallemail|uitgeschreven|donotemail)$/, ['people']],
  ['optOut:phone', /^(donotcall|nietbellen)$/, ['people']],
  ['optOut:*', /^(donotcontact|dnc|nietcontacteren)$/, ['people']],
  ['consent:news:mail', /^(newsletter|nieuwsbrief|optin|optedin|emailoptin|marketingoptin|acceptsmarketing|acceptsemailmarketing|subscribed|ingeschreven)$/, ['people']],
  ['consentAt', /^(optintime|optindate|consentdate|consentat|confirmtime|subscribedat|optinat)$/, ['people']],
  ['handle:bluesky', /^(bluesky|blueskyhandle)$/, ['people', 'purchases']],
  ['handle:x', /^(twitter|twitterhandle|xhandle|twitterusername)$/, ['people', 'purchases']],
  ['handle:instagram', /^(instagram|instagramhandle)$/, ['people', 'purchases']],
  ['handle:facebook', /^(facebook|facebookid)$/, ['people', 'purchases']],
  ['handle:linkedin', /^(linkedin|linkedinurl|linkedinprofile)$/, ['people', 'purchases']],
  ['handle:fediverse', /^(mastodon|fediverse)$/, ['people', 'purchases']],
  ['orderNumber', /^(order|orderid|ordernumber|orderno|ordernr|bestelnummer|bestelling|invoice|invoicenumber|factuurnummer|transactionid|bestellnummer|number|nummer)$/, ['purchases']],
  ['at', /^(date|orderdate|datum|besteldatum|createdat|created|purchasedate|paidat|orderedat|time|at|factuurdatum|bestelldatum)$/, ['purchases']],
  ['amount', /^(amount|total|totaal|bedrag|price|prijs|ordertotal|grandtotal|totalamount|revenue|omzet|value|betrag|montant|summe|lineamount|subtotal)$/, ['purchases']],
  ['currency', /^(currency|munt|valuta|wahrung|devise|currencycode)$/, ['purchases']],
  ['item', /^(item|product|productname|lineitemname|artikel|omschrijving|sku|article|lineitem)$/, ['purchases']],
  ['count', /^(quantity|qty|aantal|count|lineitemquantity|menge|quantite)$/, ['purchases']],
  ['relation', /^(relation|relationship|relatie|kind|type)$/, ['relations']],
  ['from:mail', /^(from|frommail|fromemail|person|personmail|email|mail|referred|referredemail|friend|friendemail|van)$/, ['relations']],
  ['to:mail', /^(to|tomail|toemail|referrer|referreremail|broughtby|referredby|other|otheremail|naar|aangebrachtdoor)$/, ['relations']],
  ['from:customer', /^(fromcustomer|customer|customerid|customernumber)$/, ['relations']],
  ['to:customer', /^(tocustomer|referrerid|referrercustomer)$/, ['relations']],
]

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

export function targetByName(what: ImportKind, column: string): string | null {
  const name = plain(column)
  return names.find(([, form, kinds]) => kinds.includes(what) && form.test(name))?.[0] ?? null
}

const isMail = (text: string): boolean => /^[^\s@<>",;]+@[^\s@<>",;]+\.[a-z]{2,}$/i.test(text)
/** Targets that several columns may share. */
const several = (target: string): boolean => target === 'ignore' || target === 'trait' || target === 'phone' || target === 'tags' || target === 'note'

/** A file whose header was not told from its rows: names that we know are a header. */
function withHeader(what: ImportKind, look: TableLook): TableLook {
  const first = look.rows[0]
  if (look.written.format !== 'csv' || look.written.headerRow !== 0 || first === undefined) return look
  const cells = look.columns.map((column) => first.text(column))
  if (cells.filter((cell) => targetByName(what, cell) !== null).length * 2 < cells.filter((cell) => cell !== '').length) return look
  const seen = new Map<string, number>()
  const columns = cells.map((cell, at) => {
    const name = cell.slice(0, 200) || `column ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
  const places = new Map(columns.map((name, at) => [name, look.columns[at] ?? '']))
  const rows: TableRow[] = look.rows.slice(1).map((row) => ({ text: (column) => row.text(places.get(column) ?? ''), identity: row.identity }))
  return { ...look, written: { ...look.written, headerRow: 1 }, columns, rows }
}

export function guessImport(what: ImportKind, given: TableLook): ImportGuess {
  const look = withHeader(what, given)
  const template = templateFor(what, look.columns)
  const doubts = look.doubts.map((doubt) => doubt)
  const taken = new Set<string>()
  const guessed: GuessedColumn[] = look.columns.map((column) => {
    const values = look.rows.slice(0, 1_000).map((row) => row.text(column))
    const filled = values.filter((value) => value !== '')
    const facts = { column, emptyPercent: values.length === 0 ? 100 : Math.round(100 * (1 - filled.length / values.length)), samples: [...new Set(filled)].slice(0, 5).map((text) => text.slice(0, 200)) }
    const rest = what === 'people' ? 'trait' : 'ignore'
    const byTemplate = template?.targets[column.trim().toLowerCase()]
    const byName = targetByName(what, column)
    const byValues = what !== 'companies' && filled.length > 0 && filled.filter(isMail).length > filled.length * 0.9 ? (what === 'relations' ? (taken.has('from:mail') ? 'to:mail' : 'from:mail') : 'mail') : null
    const [target, why] = byTemplate !== undefined ? [byTemplate, `That is what it means in an export of ${template?.name ?? ''}.`] : byName !== null ? [byName, 'Its name says so.'] : byValues !== null ? [byValues, 'The values are mail addresses.'] : filled.length === 0 ? ['ignore', 'It is empty.'] : [rest, rest === 'trait' ? 'Kept as a trait under its own name.' : 'Nothing says what it is.']
    if (!several(target) && taken.has(target)) return { ...facts, target: rest, why: 'Another column is this already.' }
    taken.add(target)
    return { ...facts, target, why }
  })
  // "Voornaam" beside "Naam", "Prénom" beside "Nom": the name is then the rest of it.
  const isParted = taken.has('firstName') && !taken.has('lastName')
  const columns = guessed.map((one) => (isParted && one.target === 'name' ? { ...one, target: 'lastName', why: 'The first name stands in a column of its own.' } : one))
  const valuesOf = (targets: readonly string[]): string[] => columns.filter((one) => targets.includes(one.target)).flatMap(({ column }) => look.rows.slice(0, 1_000).map((row) => row.text(column)).filter((text) => text !== ''))
  const [days, amounts] = [valuesOf(['birthday', 'at', 'seenAt', 'consentAt']), valuesOf(['amount'])]
  const dayFirst = dayFirstOf(days)
  const decimal = decimalOf(amounts)
  const currency = amounts.map(currencyOf).find((code) => code !== null) ?? 'EUR'
  if (dayFirst === null && days.some((text) => /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}/.test(text))) doubts.push('No date tells whether day or month comes first. They are read day first; change that if it is wrong.')
  if (decimal === null && amounts.some((text) => /[.,]/.test(text))) doubts.push('No amount tells whether a comma or a full stop stands before the cents. They are read with a full stop; change that if it is wrong.')
  doubts.push(...missing(what, columns))
  if (template?.advice !== undefined) doubts.push(template.advice)
  for (const { target, column } of columns) if (target === 'amount' && amounts.length > 0 && amounts.filter((text) => numberOf(text, { decimal: decimal ?? '.' }) === null).length * 2 > amounts.length) doubts.push(`"${column}" holds few numbers. Is it the amount?`)
  for (const { target, column, samples } of columns) {
    if (target === 'at' && samples.length > 0 && samples.every((text) => momentOf(text, { dayFirst: dayFirst ?? true }) === null)) doubts.push(`"${column}" holds no times that can be read, such as ${samples[0] ?? ''}.`)
    if (/^(consent|optOut):/.test(target) && samples.some((text) => yesOf(text) === null)) doubts.push(`"${column}" holds values that are neither yes nor no, such as "${samples.find((text) => yesOf(text) === null) ?? ''}". They say nothing then.`)
  }
  return {
    mapping: { written: look.written, columns: columns.map(({ column, target }) => ({ column, target })), dayFirst: dayFirst ?? true, decimal: decimal ?? '.', currency, relation: 'brought-by', everybody: (template?.everybody ?? []).map((one) => ({ ...one })) },
    columns, looksLike: template?.name ?? null, doubts,
  }
}

function missing(what: ImportKind, columns: readonly GuessedColumn[]): string[] {
  const has = (test: (target: string) => boolean): boolean => columns.some(({ target }) => test(target))
  const isAddress = (target: string): boolean => ['mail', 'phone', 'customer', 'cookie'].includes(target) || target.startsWith('handle:')
  if ((what === 'people' || what === 'purchases') && !has(isAddress)) return ['No column tells people apart. Mark a mail address, a telephone number, a customer number or a handle.']
  if (what === 'companies' && !has((target) => target === 'company')) return ['No column was recognised as the name of the company. Mark it.']
  if (what === 'purchases') return ['at', 'amount'].filter((target) => !has((one) => one === target)).map((target) => `No column was recognised as the ${target === 'at' ? 'time' : 'amount'} of a purchase. Mark it.`)
  if (what === 'relations' && !(has((target) => target.startsWith('from:')) && has((target) => target.startsWith('to:') || target === 'company'))) return ['A relation is between two. Mark the column of each.']
  return []
}
