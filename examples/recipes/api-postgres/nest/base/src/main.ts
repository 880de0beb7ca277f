import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { resumes } from './resumes.js';

declare const process: { env: { PORT: string } };

@Controller()
class AppController {
  @Get('healthz')
  health() {
    return 'ok';
  }

  @Get('api/resumes')
  async list() {
    return await resumes();
  }
}

@Module({ controllers: [AppController] })
class AppModule {}

const app = await NestFactory.create(AppModule);
await app.listen(process.env.PORT, '127.0.0.1');
