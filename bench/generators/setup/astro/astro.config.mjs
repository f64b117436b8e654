import {defineConfig} from 'astro/config';

export default defineConfig({site: 'https://salt.example.org'});
