// What npm's last words mean, as a sentence that says what to do.

/**
 * @typedef {{ message: string, mayPass: boolean }} NpmFault
 *   `mayPass`: trying again can help, because the network or a server hiccuped.
 */

/** @type {readonly { sign: RegExp, message: (folder: string) => string, mayPass?: boolean }[]} */
const known = [
  { sign: /ENOSPC|no space left/i, message: (folder) => `The disk that holds ${folder} is full. Rapport needs about 2 GB for what it runs on. Make room and start again.` },
  { sign: /EDQUOT/, message: (folder) => `Your disk quota for ${folder} is used up. Rapport needs about 2 GB for what it runs on. Make room and start again.` },
  { sign: /EROFS/, message: (folder) => `${folder} is on a disk that cannot be written to. Move Rapport to a folder you may write in.` },
  { sign: /EACCES|EPERM/, message: (folder) => `You may not write in ${folder}/node_modules. Run this as the user who owns ${folder}, or give it to yours: chown -R $(id -un) ${folder}` },
  { sign: /CERT_|_CERT|self.signed certificate|unable to (get|verify)/i, message: () => 'The package registry answered with a certificate that this machine does not trust. If a proxy stands between, set NODE_EXTRA_CA_CERTS to its certificate file and start again.' },
  { sign: /E401|E403/, message: () => 'The package registry refused to give the packages (not signed in, or not allowed). Look at the registry and the token in your .npmrc.' },
  { sign: /E404|ETARGET|notarget/i, message: () => 'The package registry does not know one of the packages. Look at the registry in your .npmrc: it may be a mirror that is not complete.' },
  { sign: /EINTEGRITY/, message: () => 'A package arrived damaged. Run npm cache clean --force and start again.', mayPass: true },
  { sign: /ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EPIDLETIMEOUT|FETCH_ERROR|network/i, message: () => 'The package registry cannot be reached. Rapport needs the internet once, to install what it runs on. Check the connection, or HTTPS_PROXY if you are behind a proxy, and start again.', mayPass: true },
  { sign: /E5\d\d|E429/, message: () => 'The package registry is having trouble. Try again in a few minutes.', mayPass: true },
  { sign: /heap out of memory|SIGKILL|ENOMEM/, message: () => 'The machine ran out of memory while installing. Rapport needs at least 2 GB; make some free and start again.' },
]

/**
 * @param {string} output everything npm printed
 * @param {string} folder where Rapport lives
 * @returns {NpmFault}
 */
export function npmFault(output, folder) {
  const errors = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line)).map((line) => line.replace(/^npm (error|ERR!) ?/, ''))
  const said = errors.join('\n') || output
  for (const { sign, message, mayPass = false } of known) if (sign.test(said)) return { message: message(folder), mayPass }
  const words = errors.filter((line) => line.trim() !== '' && !/complete log of this run|^code /i.test(line)).slice(0, 3).join(' ')
  return { message: `npm could not install what Rapport runs on: ${words || said.trim().slice(-300) || 'it gave no reason'}. Run "npm install --no-save" in ${folder} to see all it has to say.`, mayPass: true }
}
