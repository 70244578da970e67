/** What the live stream needs to know of a conversation to tell it only to those who may read it. */
import type { Conversation } from '../model.ts'
import type { ToldScope } from '../tell.ts'

export const scopeOfTold = ({ accounts, team, labels, assignee }: Conversation): ToldScope => ({ accounts, team, labels, assignee })
