import { between, pick, seededRandom } from './random.js';

export const categories = [
  { id: 'tents', name: 'Tents', nouns: ['Ridge Tent', 'Dome Tent', 'Tarp', 'Bivvy'] },
  { id: 'packs', name: 'Packs', nouns: ['Daypack', 'Rucksack', 'Running Vest', 'Hip Pack'] },
  { id: 'boots', name: 'Boots', nouns: ['Walking Boot', 'Trail Shoe', 'Gaiter', 'Winter Boot'] },
  { id: 'sleeping', name: 'Sleeping', nouns: ['Sleeping Bag', 'Quilt', 'Foam Mat', 'Air Mat'] },
  { id: 'cooking', name: 'Cooking', nouns: ['Gas Stove', 'Pot Set', 'Mug', 'Water Filter'] },
  { id: 'clothing', name: 'Clothing', nouns: ['Rain Shell', 'Down Jacket', 'Base Layer', 'Fleece'] },
  { id: 'lights', name: 'Lights', nouns: ['Head Torch', 'Lantern', 'Bike Light', 'Beacon'] },
  { id: 'maps', name: 'Maps', nouns: ['Walking Map', 'Compass', 'Guidebook', 'Map Case'] },
];

const brands = ['Arkle', 'Beinn', 'Corrie', 'Dovedale', 'Eskdale', 'Fairfield', 'Glaramara', 'Helvellyn', 'Ingle', 'Kentmere'];
const lines = ['Classic', 'Light', 'Expedition', 'Junior', 'Pro', 'Weekend', 'Storm', 'Summit', 'Valley', 'Wild'];
const materials = ['recycled nylon', 'ripstop polyester', 'merino wool', 'waxed cotton', 'full-grain leather', 'titanium', 'goose down', 'aluminium'];
const virtues = ['packs small', 'dries overnight', 'shrugs off rain', 'lasts for decades', 'weighs next to nothing', 'mends easily', 'keeps its shape', 'works with gloves on'];
const places = ['wet moorland', 'windy ridges', 'long valleys', 'winter camps', 'summer coasts', 'forest tracks', 'high passes', 'short weekends'];

const PRODUCTS = 2_400;

/** The whole catalogue; prices are in pence. */
export function makeProducts() {
  const random = seededRandom(1969);
  return Array.from({ length: PRODUCTS }, (_, index) => {
    const category = categories[index % categories.length];
    const brand = pick(random, brands);
    const noun = pick(random, category.nouns);
    const [material, virtue, place] = [pick(random, materials), pick(random, virtues), pick(random, places)];
    return {
      id: `p-${index + 1}`,
      name: `${brand} ${pick(random, lines)} ${noun}`,
      brand,
      category: category.id,
      price: between(random, 6, 480) * 100 - 1,
      weight: between(random, 40, 3_800),
      stock: between(random, 0, 60),
      hue: between(random, 0, 359),
      description: `A ${noun.toLowerCase()} of ${material} that ${virtue}. Made for ${place} and ${pick(random, places)}.`,
      tags: [material, virtue, place],
    };
  });
}
