/** The four channels of Meta. */
export { facebookChannel, instagramChannel, messengerChannel } from './pages.ts'
export { whatsappChannel } from './whatsapp.ts'
