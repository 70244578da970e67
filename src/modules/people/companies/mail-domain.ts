/** Which company a mail address speaks of: its domain, unless anybody can have an address there. Pure. */

/** Providers at which people, not companies, have their addresses. */
const freeProviders = new Set([
  'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com', 'ymail.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'proton.me', 'protonmail.com', 'pm.me', 'gmx.com', 'gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'web.de',
  't-online.de', 'freenet.de', 'mail.com', 'zoho.com', 'yandex.com', 'yandex.ru', 'mail.ru', 'qq.com', '163.com', '126.com', 'sina.com', 'naver.com', 'hanmail.net', 'fastmail.com', 'hey.com', 'tutanota.com', 'tuta.io', 'mailbox.org', 'posteo.de',
  'telenet.be', 'skynet.be', 'proximus.be', 'scarlet.be', 'ziggo.nl', 'kpnmail.nl', 'planet.nl', 'xs4all.nl', 'home.nl', 'hetnet.nl', 'casema.nl', 'upcmail.nl', 'orange.fr', 'wanadoo.fr', 'free.fr', 'sfr.fr', 'laposte.net', 'bbox.fr',
  'libero.it', 'virgilio.it', 'tiscali.it', 'alice.it', 'btinternet.com', 'sky.com', 'virginmedia.com', 'comcast.net', 'verizon.net', 'att.net', 'sbcglobal.net', 'cox.net', 'bellsouth.net', 'rediffmail.com', 'seznam.cz', 'wp.pl', 'o2.pl', 'interia.pl', 'onet.pl',
])
/** The same names in other countries: hotmail.nl, yahoo.co.uk. */
const freeFamilies = /^(?:hotmail|live|outlook|yahoo|gmx|msn|icloud)\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/

/** The domain of a mail address, lower case; `null` when it is none or a provider's. */
export function companyDomain(address: string): string | null {
  const [, domain] = /^[^\s@]+@([a-z0-9.-]+\.[a-z]{2,})$/i.exec(address.trim()) ?? []
  const plain = domain?.toLowerCase()
  return plain === undefined || freeProviders.has(plain) || freeFamilies.test(plain) ? null : plain
}
