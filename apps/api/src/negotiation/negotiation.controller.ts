import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Comment, Negotiation, NewComment, NewProposal, Proposal, ProposalDecision } from '#libs/wire/negotiation.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Comments } from './comments.service.js';
import { Proposals } from './proposals.service.js';

@ApiTags('negotiation')
@Controller('agreements/:id/negotiation')
export class NegotiationController {
  constructor(
    private readonly comments: Comments,
    private readonly proposals: Proposals,
  ) {}

  @Get()
  @Requires('read', 'Comment')
  @Answers(Negotiation, 'Comments and proposals that the caller may see, the oldest first')
  of(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<Negotiation> {
    return this.comments.of(actor, id);
  }

  @Post('comments')
  @Requires('create', 'Comment')
  @Answers(Comment, 'The comment', 201)
  comment(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewComment }) comment: NewComment): Promise<Comment> {
    return this.comments.add(actor, id, comment);
  }

  @Post('comments/:commentId/resolution')
  @Requires('create', 'Comment')
  @Answers(Comment, 'The comment, resolved')
  resolve(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('commentId', { schema: Id }) commentId: string): Promise<Comment> {
    return this.comments.resolve(actor, id, commentId);
  }

  @Post('proposals')
  @Requires('create', 'Proposal')
  @Answers(Proposal, 'The proposal; the draft stays as it is until the other side accepts', 201)
  propose(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewProposal }) proposal: NewProposal): Promise<Proposal> {
    return this.proposals.add(actor, id, proposal);
  }

  @Post('proposals/:proposalId/decision')
  @Requires('decide', 'Proposal')
  @Answers(Proposal, 'The proposal after the decision')
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Param('proposalId', { schema: Id }) proposalId: string,
    @Body({ schema: ProposalDecision }) decision: ProposalDecision,
  ): Promise<Proposal> {
    return this.proposals.decide(actor, id, proposalId, decision);
  }
}
