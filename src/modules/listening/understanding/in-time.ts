/** How long the stream waits for understanding. */

/** How long a stretch may wait before it is recorded without labels. */
const patienceMs = 15_000

/** What is promised, if it comes in time. @throws when it does not. */
export async function inTime<T>(promised: Promise<T>, posts: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([promised, new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${posts} posts were not understood within ${patienceMs / 1_000} s.`)), patienceMs)
    })])
  } finally {
    clearTimeout(timer)
  }
}
