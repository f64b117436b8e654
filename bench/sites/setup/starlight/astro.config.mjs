import {defineConfig} from 'astro/config';
import starlight from '@astrojs/starlight';
import remarkMath from 'remark-math';
import rehypeKatex from 'rehype-katex';

export default defineConfig({
  site: 'https://salt.example.org',
  markdown: {remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex]},
  integrations: [starlight({
    title: 'Salt and solder',
    pagefind: false,
    expressiveCode: {tabWidth: 4}, // as the scorer counts them
    sidebar: [{label: 'Notes', autogenerate: {directory: 'notes'}}],
  })],
});
