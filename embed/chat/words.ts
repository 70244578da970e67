/** What the chat says by itself, in the languages that it speaks. */

export interface ChatWords {
  readonly open: string
  readonly openUnread: (n: number) => string
  readonly close: string
  readonly greeting: string
  readonly write: string
  readonly send: string
  readonly attach: string
  readonly remove: (name: string) => string
  readonly sending: string
  readonly sent: string
  readonly seen: string
  readonly waiting: string
  readonly notSent: string
  readonly again: string
  readonly drop: string
  readonly typing: (name: string) => string
  readonly somebody: string
  readonly you: string
  readonly removed: string
  readonly offline: string
  readonly older: string
  readonly away: string
  readonly name: string
  readonly mail: string
  readonly message: string
  readonly leave: string
  readonly thanks: (mail: string) => string
  readonly badMail: string
  readonly needed: string
  readonly tooLarge: (name: string, mb: number) => string
  readonly tooMany: (n: number) => string
  readonly noUpload: (name: string) => string
  readonly tooFast: string
}

const en: ChatWords = {
  open: 'Open the chat', openUnread: (n) => (n === 1 ? 'Open the chat, 1 new message' : `Open the chat, ${n} new messages`), close: 'Close the chat',
  greeting: 'Hello! How can we help?', write: 'Write a message', send: 'Send', attach: 'Add a file', remove: (name) => `Remove ${name}`,
  sending: 'Sending …', sent: 'Sent', seen: 'Seen', waiting: 'Will be sent when you are online again', notSent: 'Could not be sent.', again: 'Try again', drop: 'Remove',
  typing: (name) => `${name} is typing …`, somebody: 'Somebody', you: 'You', removed: 'Message removed', offline: 'No connection. What you write is kept and sent later.', older: 'Earlier messages',
  away: 'Nobody is here right now. Leave a message and we will answer by mail.', name: 'Name', mail: 'Mail address', message: 'Message', leave: 'Leave message',
  thanks: (mail) => `Thank you. We will answer to ${mail}.`, badMail: 'This is no mail address.', needed: 'Please fill this in.',
  tooLarge: (name, mb) => `${name} is larger than ${mb} MB.`, tooMany: (n) => `At most ${n} files in one message.`, noUpload: (name) => `${name} could not be added.`, tooFast: 'That was a lot at once. It goes on in a moment.',
}

const nl: ChatWords = {
  open: 'Chat openen', openUnread: (n) => (n === 1 ? 'Chat openen, 1 nieuw bericht' : `Chat openen, ${n} nieuwe berichten`), close: 'Chat sluiten',
  greeting: 'Hallo! Waarmee kunnen we helpen?', write: 'Schrijf een bericht', send: 'Versturen', attach: 'Bestand toevoegen', remove: (name) => `${name} verwijderen`,
  sending: 'Wordt verstuurd …', sent: 'Verstuurd', seen: 'Gezien', waiting: 'Wordt verstuurd zodra je weer online bent', notSent: 'Kon niet worden verstuurd.', again: 'Opnieuw', drop: 'Verwijderen',
  typing: (name) => `${name} is aan het typen …`, somebody: 'Iemand', you: 'Jij', removed: 'Bericht verwijderd', offline: 'Geen verbinding. Wat je schrijft blijft bewaard en wordt later verstuurd.', older: 'Eerdere berichten',
  away: 'Er is nu niemand. Laat een bericht achter, dan antwoorden we per mail.', name: 'Naam', mail: 'E-mailadres', message: 'Bericht', leave: 'Bericht achterlaten',
  thanks: (mail) => `Bedankt. We antwoorden naar ${mail}.`, badMail: 'Dit is geen e-mailadres.', needed: 'Vul dit in.',
  tooLarge: (name, mb) => `${name} is groter dan ${mb} MB.`, tooMany: (n) => `Hoogstens ${n} bestanden per bericht.`, noUpload: (name) => `${name} kon niet worden toegevoegd.`, tooFast: 'Dat was veel tegelijk. Het gaat zo verder.',
}

const de: ChatWords = {
  open: 'Chat öffnen', openUnread: (n) => (n === 1 ? 'Chat öffnen, 1 neue Nachricht' : `Chat öffnen, ${n} neue Nachrichten`), close: 'Chat schließen',
  greeting: 'Hallo! Wie können wir helfen?', write: 'Nachricht schreiben', send: 'Senden', attach: 'Datei hinzufügen', remove: (name) => `${name} entfernen`,
  sending: 'Wird gesendet …', sent: 'Gesendet', seen: 'Gesehen', waiting: 'Wird gesendet, sobald Sie wieder online sind', notSent: 'Konnte nicht gesendet werden.', again: 'Erneut versuchen', drop: 'Entfernen',
  typing: (name) => `${name} schreibt …`, somebody: 'Jemand', you: 'Sie', removed: 'Nachricht entfernt', offline: 'Keine Verbindung. Was Sie schreiben, bleibt erhalten und wird später gesendet.', older: 'Frühere Nachrichten',
  away: 'Gerade ist niemand da. Hinterlassen Sie eine Nachricht, wir antworten per E-Mail.', name: 'Name', mail: 'E-Mail-Adresse', message: 'Nachricht', leave: 'Nachricht hinterlassen',
  thanks: (mail) => `Danke. Wir antworten an ${mail}.`, badMail: 'Das ist keine E-Mail-Adresse.', needed: 'Bitte ausfüllen.',
  tooLarge: (name, mb) => `${name} ist größer als ${mb} MB.`, tooMany: (n) => `Höchstens ${n} Dateien je Nachricht.`, noUpload: (name) => `${name} konnte nicht hinzugefügt werden.`, tooFast: 'Das war viel auf einmal. Es geht gleich weiter.',
}

const fr: ChatWords = {
  open: 'Ouvrir la discussion', openUnread: (n) => (n === 1 ? 'Ouvrir la discussion, 1 nouveau message' : `Ouvrir la discussion, ${n} nouveaux messages`), close: 'Fermer la discussion',
  greeting: 'Bonjour ! Comment pouvons-nous vous aider ?', write: 'Écrire un message', send: 'Envoyer', attach: 'Ajouter un fichier', remove: (name) => `Retirer ${name}`,
  sending: 'Envoi en cours …', sent: 'Envoyé', seen: 'Vu', waiting: 'Sera envoyé dès que vous serez de nouveau en ligne', notSent: 'N’a pas pu être envoyé.', again: 'Réessayer', drop: 'Retirer',
  typing: (name) => `${name} écrit …`, somebody: 'Quelqu’un', you: 'Vous', removed: 'Message supprimé', offline: 'Pas de connexion. Ce que vous écrivez est conservé et sera envoyé plus tard.', older: 'Messages précédents',
  away: 'Personne n’est là pour le moment. Laissez un message, nous répondrons par e-mail.', name: 'Nom', mail: 'Adresse e-mail', message: 'Message', leave: 'Laisser le message',
  thanks: (mail) => `Merci. Nous répondrons à ${mail}.`, badMail: 'Ce n’est pas une adresse e-mail.', needed: 'Veuillez remplir ce champ.',
  tooLarge: (name, mb) => `${name} dépasse ${mb} Mo.`, tooMany: (n) => `Au plus ${n} fichiers par message.`, noUpload: (name) => `${name} n’a pas pu être ajouté.`, tooFast: 'C’était beaucoup à la fois. Cela reprend dans un instant.',
}

const es: ChatWords = {
  open: 'Abrir el chat', openUnread: (n) => (n === 1 ? 'Abrir el chat, 1 mensaje nuevo' : `Abrir el chat, ${n} mensajes nuevos`), close: 'Cerrar el chat',
  greeting: '¡Hola! ¿En qué podemos ayudar?', write: 'Escribe un mensaje', send: 'Enviar', attach: 'Añadir un archivo', remove: (name) => `Quitar ${name}`,
  sending: 'Enviando …', sent: 'Enviado', seen: 'Visto', waiting: 'Se enviará cuando vuelvas a tener conexión', notSent: 'No se pudo enviar.', again: 'Reintentar', drop: 'Quitar',
  typing: (name) => `${name} está escribiendo …`, somebody: 'Alguien', you: 'Tú', removed: 'Mensaje eliminado', offline: 'Sin conexión. Lo que escribas se guarda y se envía después.', older: 'Mensajes anteriores',
  away: 'Ahora no hay nadie. Deja un mensaje y responderemos por correo.', name: 'Nombre', mail: 'Correo electrónico', message: 'Mensaje', leave: 'Dejar mensaje',
  thanks: (mail) => `Gracias. Responderemos a ${mail}.`, badMail: 'Esto no es una dirección de correo.', needed: 'Rellena este campo.',
  tooLarge: (name, mb) => `${name} supera los ${mb} MB.`, tooMany: (n) => `Como mucho ${n} archivos por mensaje.`, noUpload: (name) => `No se pudo añadir ${name}.`, tooFast: 'Eso fue mucho de una vez. Sigue enseguida.',
}

const all: Readonly<Record<string, ChatWords>> = { en, nl, de, fr, es }

/** The first of the wanted languages that the chat speaks; English where it speaks none. */
export function wordsIn(wanted: readonly string[]): { readonly language: string; readonly words: ChatWords } {
  for (const one of wanted) {
    const language = one.toLowerCase().split('-')[0] ?? ''
    const words = all[language]
    if (words) return { language, words }
  }
  return { language: 'en', words: en }
}
