/** What holds for every statement. */
export const sessionSettings = {
  // Days and hours are cut in the zone that is asked for, so times travel as UTC text.
  date_time_input_format: 'best_effort',
  output_format_json_quote_64bit_integers: 0,
  // A DELETE is done when it returns.
  mutations_sync: '2',
  lightweight_deletes_sync: '2',
} as const
