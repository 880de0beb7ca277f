import { z } from 'zod';

/** Vite's `build.manifest`: https://vite.dev/guide/backend-integration. Keys are source files, or made up for shared chunks. */
export const viteManifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    src: z.string().optional(),
    name: z.string().optional(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    dynamicImports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
);

export type ViteManifest = z.infer<typeof viteManifestSchema>;
