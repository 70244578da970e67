/** Figures about the installation itself, for Prometheus. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly httpSeconds: Histogram<'method' | 'path' | 'status'>
  readonly takenIn: Counter<'channel'>
  readonly atTheDoor: Counter<'channel' | 'outcome'>
  readonly recorded: Counter
  readonly setAside: Counter<'channel'>
  /** Seconds from take-in to visible. */
  readonly loopSeconds: Histogram
  readonly streamLag: Gauge
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'rapport_' })
  const registers = [registry]
  return {
    registry,
    httpSeconds: new Histogram({ name: 'rapport_http_seconds', help: 'Time to answer an API request, in seconds', labelNames: ['method', 'path', 'status'], buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers }),
    takenIn: new Counter({ name: 'rapport_taken_in_total', help: 'Interactions made durable', labelNames: ['channel'], registers }),
    atTheDoor: new Counter({ name: 'rapport_door_total', help: 'Public posts seen at the door, by what became of them', labelNames: ['channel', 'outcome'], registers }),
    recorded: new Counter({ name: 'rapport_recorded_total', help: 'Interactions new in history', registers }),
    setAside: new Counter({ name: 'rapport_set_aside_total', help: 'Items that came in and could not be read', labelNames: ['channel'], registers }),
    loopSeconds: new Histogram({ name: 'rapport_loop_seconds', help: 'Time from durable take-in to visible in history and counts, in seconds', buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30, 300], registers }),
    streamLag: new Gauge({ name: 'rapport_stream_lag_items', help: 'Items taken in and not recorded yet', registers }),
  }
}
