import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Footer } from './layout/Footer.jsx';
import { Header } from './layout/Header.jsx';
import { Home } from './pages/Home.jsx';

const Catalogue = lazy(() => import('./pages/Catalogue.jsx'));
const Product = lazy(() => import('./pages/Product.jsx'));
const Cart = lazy(() => import('./pages/Cart.jsx'));
const NotFound = lazy(() => import('./pages/NotFound.jsx'));

export function App() {
  return (
    <>
      <Header />
      <main>
        <Suspense fallback={<p className="notice">One moment…</p>}>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/catalogue" element={<Catalogue />} />
            <Route path="/products/:id" element={<Product />} />
            <Route path="/cart" element={<Cart />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </main>
      <Footer />
    </>
  );
}
