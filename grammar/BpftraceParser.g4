/** Syntax of the bpftrace language.
 *
 *  Kept easy to predict (mostly one token ahead): binary operators are a flat list that the tree builder
 *  folds by precedence, and the token classifier has told casts and records from parentheses. The tree
 *  builder also checks what a grammar says badly: order of sections, separators, assignment targets.
 */
parser grammar BpftraceParser;

options { tokenVocab = BpftraceLexer; }

program : item* EOF ;

/** The body of a C constant. */
singleExpression : expression EOF ;

item
    : hashLine
    | cDefinition
    | config
    | importDeclaration
    | macro
    | function
    | mapDeclaration
    | probe
    ;

hashLine : HASH_LINE ;

cDefinition : C_HEAD cText* C_CLOSE C_ATTRIBUTE* SEMI? ;
cText : C_TEXT | C_OPEN cText* C_CLOSE ;

config : CONFIG ASSIGN LBRACE (configEntry (SEMI configEntry)* SEMI?)? RBRACE ;
configEntry : fieldName ASSIGN configValue ;
configValue : IDENTIFIER | STRING | UNTERMINATED_STRING | INTEGER | TRUE | FALSE ;

importDeclaration : IMPORT string SEMI ;

macro : MACRO name LPAREN (macroParameter (COMMA macroParameter)*)? RPAREN block ;
macroParameter : VARIABLE | MAP | IDENTIFIER ;

function : FN IDENTIFIER LPAREN (functionParameter (COMMA functionParameter)*)? RPAREN COLON type block ;
functionParameter : VARIABLE COLON type ;

mapDeclaration : LET MAP ASSIGN IDENTIFIER LPAREN INTEGER RPAREN SEMI? ;

probe : ATTRIBUTE* attachPoint (COMMA attachPoint)* COMMA? probeBody ;
probeBody : PREDICATE_OPEN expression PREDICATE_CLOSE blockItem* RBRACE | block ;
attachPoint : (AP_TEXT | AP_QUOTED | UNTERMINATED_STRING)+ ;

// ---- Statements

block : LBRACE blockItem* RBRACE ;
blockItem : statement SEMI? ;

statement
    : LET VARIABLE (COLON type)? (ASSIGN expression)?     # letStatement
    | IMPORT string                                       # importStatement
    | WHILE condition block                               # whileStatement
    | UNROLL condition block                              # unrollStatement
    | FOR LPAREN VARIABLE COLON forSource RPAREN block    # forStatement
    | FOR VARIABLE COLON forSource block                  # forStatement
    | BREAK                                               # breakStatement
    | CONTINUE                                            # continueStatement
    | RETURN expression?                                  # returnStatement
    | expression (assignmentOperator expression)?         # expressionStatement
    ;

ifElse : IF condition block (ELSE (ifElse | block))? ;
condition : unary ;
forSource : unary (RANGE unary)? ;

assignmentOperator
    : ASSIGN | ADD_ASSIGN | SUB_ASSIGN | MUL_ASSIGN | DIV_ASSIGN | MOD_ASSIGN
    | AND_ASSIGN | OR_ASSIGN | XOR_ASSIGN | SHL_ASSIGN | SHR_ASSIGN
    ;

// ---- Expressions

expression : binary (QUESTION (COLON expression | expression COLON expression))? ;

binary : unary (binaryOperator unary)* ;

binaryOperator
    : LOGICAL_OR | LOGICAL_AND | OR | XOR | AND | EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL
    | SHL | SHR | PLUS | MINUS | STAR | SLASH | PERCENT
    ;

unary
    : (INCREMENT | DECREMENT | PREFIX_STEP | AND | STAR | NOT | TILDE | MINUS) unary # prefixExpression
    | CAST_OPEN type RPAREN unary                                         # castExpression
    | COMPTIME unary                                                      # comptime
    | primary postfix*                                                    # postfixExpression
    ;

postfix
    : (DOT | ARROW) (fieldName | INTEGER)               # memberPostfix
    | LBRACKET expression (COMMA expression)* RBRACKET  # indexPostfix
    | (INCREMENT | DECREMENT)                           # incrementPostfix
    ;

primary
    : LPAREN (expression (COMMA expression)* COMMA?)? RPAREN            # parenthesized
    | RECORD_OPEN recordField (COMMA recordField)* RPAREN               # record
    | ifElse                                                            # ifPrimary
    | block                                                             # blockPrimary
    | SIZEOF LPAREN typeOrExpression RPAREN                             # sizeof
    | OFFSETOF LPAREN typeOrExpression COMMA fieldName (DOT fieldName)* RPAREN # offsetof
    | TYPEINFO LPAREN typeOrExpression RPAREN                           # typeinfo
    | name LPAREN (argument (COMMA argument)*)? RPAREN            # call
    | name                                                              # identifier
    | VARIABLE                                                          # variable
    | MAP                                                               # map
    | PARAMETER                                                         # parameter
    | PARAMETER_COUNT                                                   # parameterCount
    | INTEGER                                                           # integer
    | string                                                            # stringPrimary
    | (TRUE | FALSE)                                                    # boolean
    ;

argument : TYPEOF LPAREN typeOrExpression RPAREN | expression ;
recordField : fieldName ASSIGN expression ;
string : STRING | UNTERMINATED_STRING ;

// 'config' is a keyword at top level only.
name : IDENTIFIER | CONFIG ;

// Keywords stay usable as names of members.
fieldName
    : IDENTIFIER | BREAK | CONFIG | COMPTIME | CONTINUE | ELSE | ENUM | FALSE | FN | FOR | IF | IMPORT | LET | MACRO
    | OFFSETOF | RETURN | SIZEOF | STRUCT | TRUE | TYPEINFO | TYPEOF | UNION | UNROLL | WHILE
    ;

// ---- Types

typeOrExpression : type | expression ;
type : typeName typeSuffix* | TYPEOF LPAREN typeOrExpression RPAREN ;
typeName : IDENTIFIER | (STRUCT | UNION | ENUM) IDENTIFIER ;
typeSuffix : STAR | LBRACKET INTEGER? RBRACKET ;
