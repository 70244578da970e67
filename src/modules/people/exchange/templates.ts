/** The exports of other products, recognised by their columns. Names as their own documentation and files have them. */
import type { ImportKind } from './mapping.ts'

export interface ExportTemplate {
  readonly name: string
  readonly what: ImportKind
  /** Columns, in lower case, that all must be there. */
  readonly known: readonly string[]
  /** What columns mean beyond what their names say to everybody; lower case. */
  readonly targets: Readonly<Record<string, string>>
  /** What being in this file says about everybody in it. */
  readonly everybody?: readonly { readonly purpose: string; readonly channel: string; readonly act: 'granted' | 'withdrawn' }[]
  readonly advice?: string
}

export const exportTemplates: readonly ExportTemplate[] = [
  {
    name: 'Mailchimp, unsubscribed or cleaned', what: 'people', known: ['email address', 'unsub_time'],
    targets: { 'email address': 'mail', unsub_time: 'consentAt', unsub_reason: 'consentProof', tags: 'tags', birthday: 'ignore', leid: 'ignore', euid: 'ignore', gmtoff: 'ignore', dstoff: 'ignore', optin_ip: 'ignore', confirm_ip: 'ignore', latitude: 'ignore', longitude: 'ignore', cc: 'ignore', region: 'ignore', notes: 'note', address: 'place' },
    everybody: [{ purpose: '*', channel: 'mail', act: 'withdrawn' }],
    advice: 'These people left a list. Each is noted as a no to everything by mail.',
  },
  {
    name: 'Mailchimp, cleaned', what: 'people', known: ['email address', 'clean_time'],
    targets: { 'email address': 'mail', clean_time: 'consentAt', clean_campaign_title: 'consentProof', tags: 'tags', leid: 'ignore', euid: 'ignore', gmtoff: 'ignore', dstoff: 'ignore', latitude: 'ignore', longitude: 'ignore', notes: 'note', address: 'place', birthday: 'ignore' },
    everybody: [{ purpose: '*', channel: 'mail', act: 'withdrawn' }],
    advice: 'Mail to these addresses came back. Each is noted as a no to everything by mail.',
  },
  {
    name: 'Mailchimp', what: 'people', known: ['email address', 'member_rating'],
    targets: {
      'email address': 'mail', 'phone number': 'phone', optin_time: 'ignore', confirm_time: 'consentAt', optin_ip: 'ignore', confirm_ip: 'consentProof', latitude: 'ignore', longitude: 'ignore', gmtoff: 'ignore', dstoff: 'ignore',
      timezone: 'trait', cc: 'ignore', region: 'ignore', last_changed: 'seenAt', leid: 'ignore', euid: 'ignore', notes: 'note', tags: 'tags', address: 'place', birthday: 'ignore', member_rating: 'trait',
    },
    everybody: [{ purpose: 'news', channel: 'mail', act: 'granted' }],
    advice: 'This is a list of subscribers. Each is noted as a yes to news by mail, at the time at which they confirmed.',
  },
  {
    name: 'HubSpot contacts', what: 'people', known: ['record id', 'email'],
    targets: {
      'record id': 'customer', 'phone number': 'phone', 'mobile phone number': 'phone', 'job title': 'role', 'company name': 'company', 'associated company': 'company', 'primary associated company': 'company', 'create date': 'seenAt', 'last activity date': 'seenAt',
      'unsubscribed from all email': 'optOut:mail', 'opted out of all email': 'optOut:mail', city: 'place', 'country/region': 'trait', 'lifecycle stage': 'trait', 'lead status': 'trait', 'contact owner': 'trait', 'website url': 'url', 'date of birth': 'birthday', 'record id - contact': 'customer',
      'associated company ids': 'ignore', 'associated company ids (primary)': 'ignore', 'primary associated company id': 'ignore', 'associated contact ids': 'ignore',
    },
  },
  { name: 'HubSpot companies', what: 'companies', known: ['record id', 'company name', 'company domain name'], targets: { 'company domain name': 'companyDomain', 'company name': 'company', 'record id': 'ignore', description: 'note', about_us: 'note' } },
  {
    name: 'Salesforce contacts', what: 'people', known: ['lastname', 'accountid'],
    targets: {
      id: 'customer', firstname: 'firstName', lastname: 'lastName', email: 'mail', phone: 'phone', mobilephone: 'phone', homephone: 'ignore', otherphone: 'ignore', title: 'role', 'account.name': 'company', accountid: 'ignore', mailingcity: 'place', mailingcountry: 'trait', birthdate: 'birthday', description: 'note',
      hasoptedoutofemail: 'optOut:mail', donotcall: 'optOut:phone', leadsource: 'trait', createddate: 'seenAt', lastactivitydate: 'seenAt', isdeleted: 'ignore', masterrecordid: 'ignore', ownerid: 'ignore', systemmodstamp: 'ignore', lastmodifieddate: 'ignore', name: 'ignore', salutation: 'ignore', photourl: 'ignore',
    },
  },
  {
    name: 'Salesforce report of contacts', what: 'people', known: ['contact id', 'last name', 'account name'],
    targets: { 'contact id': 'customer', 'account name': 'company', 'account id': 'ignore', title: 'role', mobile: 'phone', 'mailing city': 'place', birthdate: 'birthday', 'email opt out': 'optOut:mail', 'do not call': 'optOut:phone', 'created date': 'seenAt', 'last activity': 'seenAt', 'lead source': 'trait' },
  },
  {
    name: 'Mautic contacts', what: 'people', known: ['firstname', 'lastname', 'email', 'points'],
    targets: {
      id: 'customer', email: 'mail', phone: 'phone', mobile: 'phone', firstname: 'firstName', lastname: 'lastName', company: 'company', position: 'role', city: 'place', country: 'trait', preferred_locale: 'trait', points: 'trait', tags: 'tags', last_active: 'seenAt', date_added: 'ignore', date_identified: 'ignore',
      facebook: 'handle:facebook', instagram: 'handle:instagram', twitter: 'handle:x', linkedin: 'handle:linkedin', skype: 'ignore', foursquare: 'ignore', website: 'url', title: 'ignore', fax: 'ignore', address1: 'ignore', address2: 'ignore', zipcode: 'ignore', state: 'ignore', owner_id: 'ignore', is_published: 'ignore', attribution: 'ignore', attribution_date: 'ignore',
    },
  },
  {
    name: 'Chatwoot contacts', what: 'people', known: ['id', 'name', 'email', 'phone_number'],
    targets: { id: 'ignore', identifier: 'customer', phone_number: 'phone', email: 'mail', name: 'name', company_name: 'company', company: 'company', city: 'place', country: 'trait', country_code: 'ignore', created_at: 'ignore', last_activity_at: 'seenAt', blocked: 'ignore', contact_type: 'ignore', labels: 'tags' },
  },
]

/** The template whose columns are all there; the one that asks for most of them. */
export function templateFor(what: ImportKind | null, columns: readonly string[]): ExportTemplate | null {
  const there = new Set(columns.map((column) => column.trim().toLowerCase()))
  const fits = exportTemplates.filter((one) => (what === null || one.what === what) && one.known.every((column) => there.has(column)))
  const matched = (one: ExportTemplate): number => one.known.length * 100 + Object.keys(one.targets).filter((column) => there.has(column)).length
  return fits.toSorted((a, b) => matched(b) - matched(a))[0] ?? null
}
