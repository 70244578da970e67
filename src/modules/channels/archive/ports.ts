/** What imports need from outside, beside taking in (`../ports.ts`). */

export interface TakenIn {
  /**
   * Takes back everything that this origin (`import:<id>`) was the first to
   * bring, as if it had never been here. May be called again after an
   * interruption.
   * @param onProgress told how many are gone so far in this call.
   * @returns how many are gone in this call.
   */
  forget(origin: string, onProgress: (forgotten: number) => void): Promise<number>
}
