using Scriban.Syntax;

namespace Scriban.Parsing;

internal sealed partial class Parser
{
    /// <summary>Reads one expression: operands one after the other, and the operators between and behind them.</summary>
    private struct ExpressionReader(Parser parser, Host host, bool insideCall, int precedence, Mode mode, bool allowAssignment)
    {
        private readonly Mode _inner = mode == Mode.When ? Mode.Default : mode;
        private Expression? _function;
        private List<Argument>? _arguments;
        private Expression _left = null!;

        private enum Step : byte
        {
            Again,
            NextOperand,
            Done,
        }

        public Expression Read()
        {
            Step step;
            do
            {
                _left = parser.ParseOperand();
                do
                {
                    step = Continue();
                }
                while (step == Step.Again);
            }
            while (step == Step.NextOperand);

            CloseCall();
            return _left;
        }

        private Step Continue()
        {
            if (parser.Current.Type is TokenType.Dot or TokenType.QuestionDot)
            {
                _left = parser.ParseMember(_left);
                return Step.Again;
            }

            if (parser.Current.Type == TokenType.OpenBracket && !parser.FollowsSpace()
                && _left is PathExpression or NestedExpression or LiteralExpression or CallExpression)
            {
                _left = parser.ParseIndex(_left, _function is not null, _inner);
                return Step.Again;
            }

            if (_inner == Mode.Basic)
            {
                return Step.Done;
            }

            if (Assignment(parser.Current.Type) is { } assignment)
            {
                ReadAssignment(assignment);
                return Step.Done;
            }

            return ReadOperator();
        }

        private Step ReadOperator()
        {
            var (op, strength) = Binary(parser.Current.Type);
            if (op != BinaryOperator.None)
            {
                if ((mode == Mode.When && op == BinaryOperator.Or) || strength <= precedence)
                {
                    return Step.Done;
                }

                ReadBinary(op, strength);
                return Step.Again;
            }

            if (parser.Current.Type == TokenType.Question)
            {
                if (precedence == 0)
                {
                    ReadConditional();
                }

                return Step.Done;
            }

            if (parser.StartsExpression())
            {
                return insideCall ? Step.Done : ReadArguments();
            }

            return precedence > 0 ? Step.Done : ReadPipe();
        }

        private void ReadAssignment(BinaryOperator op)
        {
            if (_left is not PathExpression target || _left is ThisExpression or IsEmptyExpression || _function is not null
                || parser._expressionLevel > 1 || !allowAssignment)
            {
                throw parser.Fail(parser.CurrentSpan, "an assignment must be a statement of its own, with a variable, member or element on its left");
            }

            parser.Next();
            var value = parser.ParseExpression(Host.Other, insideCall);
            _left = new AssignExpression(parser.From(target.Span.Start), op, target, value);
        }

        private void ReadBinary(BinaryOperator op, int strength)
        {
            var operatorSpan = parser.CurrentSpan;
            parser.Next();
            var right = parser.ParseExpression(Host.Other, insideCall || _function is not null, strength, _inner);
            _left = new BinaryExpression(parser.From(_left.Span.Start), operatorSpan, op, _left, right);
        }

        private void ReadConditional()
        {
            CloseCall();
            parser.Next();
            var then = parser.ParseExpression(Host.Other, insideCall: false);
            parser.Expect(TokenType.Colon, "`:`");
            var otherwise = parser.ParseExpression(Host.Other, insideCall: false);
            _left = new ConditionalExpression(parser.From(_left.Span.Start), _left, then, otherwise);
        }

        private Step ReadArguments()
        {
            if (precedence == UnaryPrecedence && (parser.Current.Type != TokenType.OpenParen || parser.FollowsSpace()))
            {
                // Versions of Scriban differ in whether the argument or the operator binds stronger.
                throw parser.Refuse(parser.CurrentSpan, "an argument after the operand of a unary operator, without parentheses around the call,");
            }

            if (parser.Current.Type == TokenType.Identifier && host == Host.For)
            {
                if (_function is not null)
                {
                    // Scriban loses the last argument of such a call.
                    throw parser.Refuse(parser.CurrentSpan, "an argument of `for` after a call without parentheses");
                }

                parser.ParseLoopOptions();
                return parser.Current.Type == TokenType.Pipe ? Step.Again : Step.Done;
            }

            if (parser.Current.Type == TokenType.Identifier && parser.Peek().Type == TokenType.Colon)
            {
                return ReadNamedArguments();
            }

            if (parser.Current.Type == TokenType.OpenParen && !parser.FollowsSpace())
            {
                _left = parser.ParseExplicitCall(_left);
                return Step.Again;
            }

            AddToCall();
            return Step.NextOperand;
        }

        private Step ReadNamedArguments()
        {
            AddToCall();
            while (parser.Current.Type == TokenType.Identifier && parser.Peek().Type == TokenType.Colon)
            {
                _arguments!.Add(parser.ParseNamedArgument(Mode.Basic));
            }

            if (parser.StartsExpression())
            {
                return Step.NextOperand;
            }

            _left = TakeCall();
            return parser.Current.Type == TokenType.Pipe ? Step.Again : Step.Done;
        }

        private Step ReadPipe()
        {
            if (host == Host.Pipe && _function is null && _left is PathExpression or NestedExpression)
            {
                _left = new CallExpression(_left.Span, _left, []);
            }

            if (parser.Current.Type != TokenType.Pipe)
            {
                return Step.Done;
            }

            CloseCall();
            parser._hideNewLines++;
            parser.Next();
            parser._hideNewLines--;
            var to = parser.ParseExpression(Host.Pipe, insideCall: false);
            _left = new PipeExpression(parser.From(_left.Span.Start), _left, to);
            return Step.Done;
        }

        /// <summary>The first operand becomes the function, every later one an argument.</summary>
        private void AddToCall()
        {
            if (_function is null)
            {
                _function = _left;
                _arguments = [];
            }
            else
            {
                _arguments!.Add(new Argument(null, _left.Span, _left));
            }
        }

        private void CloseCall()
        {
            if (_function is not null)
            {
                AddToCall();
                _left = TakeCall();
            }
        }

        private CallExpression TakeCall()
        {
            var call = new CallExpression(parser.From(_function!.Span.Start), _function, [.. _arguments!]);
            _function = null;
            _arguments = null;
            return call;
        }
    }
}
