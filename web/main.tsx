/** Starts the page: words first, then the router. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/queries.ts'
import { meQuery } from './hooks/member.ts'
import { router } from './router.tsx'
import { shellRoute } from './shell/routes.tsx'
import './styles/global.css'
import { firstLanguage, loadAllWords, loadWords, WordsProvider } from './words/words.tsx'

/** Long enough for the first scene to ask for what it shows. */
const laterMs = 400

// The files of the first scene and who is signed in are asked for beside each other; the router would ask for one after the other.
const [matched] = router.getMatchedRoutes(location.pathname)
for (const route of matched) void router.loadRouteChunk(route)?.catch(() => undefined)
if (matched.includes(shellRoute)) void queryClient.prefetchQuery(meQuery)

/** Not at the top level of the module: scenes import from the file that this is part of, and would wait for it while it waits for them. */
async function start(): Promise<void> {
  const place = document.getElementById('page')
  if (place === null) throw new Error('index.html has no element with the id "page".')
  const first = firstLanguage()
  const [dictionary] = await Promise.all([loadWords(first), router.load()])
  createRoot(place).render(
    <StrictMode>
      <WordsProvider first={first} dictionary={dictionary}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </WordsProvider>
    </StrictMode>,
  )
  // The words of the other scenes, so that nobody waits for them on the way there.
  setTimeout(() => void loadAllWords().catch(() => undefined), laterMs)
}

void start()
