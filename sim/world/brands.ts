/** The invented companies: our own brand Velora, its two competitors, and what they sell. */
import type { BrandId } from '../truth.ts'

export interface Product {
  readonly name: string
  /** What one calls it after the brand's name is known: "my T2". */
  readonly kind: 'commuter' | 'city' | 'cargo' | 'folding' | 'accessory'
  readonly priceMinor: number
}

export interface Brand {
  readonly id: BrandId
  readonly name: string
  /** Domain, also its handle where a network lets a domain be one. */
  readonly domain: string
  readonly tag: string
  readonly town: string
  /** Share of the talk about the three brands. */
  readonly weight: number
  readonly bicycles: readonly Product[]
  readonly accessories: readonly Product[]
}

export const brands: Record<BrandId, Brand> = {
  velora: {
    id: 'velora', name: 'Velora', domain: 'velora.example', tag: 'velora', town: 'Ostend', weight: 0.43,
    bicycles: [
      { name: 'T2', kind: 'commuter', priceMinor: 289_000 }, { name: 'Kust', kind: 'city', priceMinor: 219_000 },
      { name: 'Lade L', kind: 'cargo', priceMinor: 549_000 }, { name: 'Pli', kind: 'folding', priceMinor: 179_000 },
    ],
    accessories: [
      { name: 'carbon belt', kind: 'accessory', priceMinor: 8_900 }, { name: 'front rack', kind: 'accessory', priceMinor: 6_900 },
      { name: 'winter service', kind: 'accessory', priceMinor: 12_900 }, { name: 'dynamo light set', kind: 'accessory', priceMinor: 11_500 },
      { name: 'rain cape', kind: 'accessory', priceMinor: 7_500 }, { name: '8-speed hub gear', kind: 'accessory', priceMinor: 38_900 },
    ],
  },
  norrhjul: {
    id: 'norrhjul', name: 'Norrhjul', domain: 'norrhjul.example', tag: 'norrhjul', town: 'Malmö', weight: 0.33,
    bicycles: [
      { name: 'Fjell', kind: 'commuter', priceMinor: 319_000 }, { name: 'Stad 3', kind: 'city', priceMinor: 249_000 }, { name: 'Lass', kind: 'cargo', priceMinor: 589_000 },
    ],
    accessories: [{ name: 'mudguard set', kind: 'accessory', priceMinor: 5_900 }],
  },
  cadence: {
    id: 'cadence', name: 'Cadence', domain: 'cadencebikes.example', tag: 'cadencebikes', town: 'Leeds', weight: 0.24,
    bicycles: [
      { name: 'Metro', kind: 'city', priceMinor: 169_000 }, { name: 'Flow', kind: 'commuter', priceMinor: 229_000 }, { name: 'Haul', kind: 'cargo', priceMinor: 429_000 },
    ],
    accessories: [{ name: 'wing light', kind: 'accessory', priceMinor: 4_500 }],
  },
}

/** What the launch brings: an automatic hub in a commuter. */
export const launched: Product = { name: 'T3', kind: 'commuter', priceMinor: 329_000 }
