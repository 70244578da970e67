/** An answer that is written out as it is made, however long, and stops being made when nobody reads on. */
export function streamedAnswer(parts: AsyncGenerator<string>, headers: Readonly<Record<string, string>>): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void await parts.return(undefined),
  })
  return new Response(body, { headers })
}
