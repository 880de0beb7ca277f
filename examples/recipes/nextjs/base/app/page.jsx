import { List } from './list';
import { products } from './products';

export const dynamic = 'force-dynamic';

export default function Page() {
  return <List products={products} />;
}
