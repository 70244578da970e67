/** What is said of a post besides its language, as every module and the page name it. */
export const sentiments = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof sentiments)[number]

/** What somebody wants with a post. */
export const intents = ['question', 'complaint', 'praise', 'request', 'buying', 'leaving', 'thanks', 'spam', 'none'] as const
export type Intent = (typeof intents)[number]
