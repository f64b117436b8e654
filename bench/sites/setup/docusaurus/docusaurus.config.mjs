import remarkMath from 'remark-math';
import rehypeKatex from 'rehype-katex';

export default {
  title: 'Salt and solder',
  url: 'https://salt.example.org',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  markdown: {format: 'md'},
  presets: [['@docusaurus/preset-classic', {
    docs: false,
    pages: false,
    theme: {},
    blog: {
      remarkPlugins: [remarkMath],
      rehypePlugins: [rehypeKatex],
      onUntruncatedBlogPosts: 'ignore',
      onInlineAuthors: 'ignore',
    },
  }]],
  themeConfig: {navbar: {title: 'Salt and solder', items: [{to: '/blog', label: 'Blog'}, {to: '/blog/archive', label: 'Archive'}]}},
};
