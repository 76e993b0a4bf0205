/** Tokens of the bpftrace language.
 *
 *  Modes: top level (default), probe header before and after the first ':', body, C definitions.
 *  A body ends with the brace that closes it; what stands outside braces (the signature of a macro,
 *  a map declaration, a predicate) uses the body's tokens too and ends with its own ';' or '}'.
 */
lexer grammar BpftraceLexer;

options { superClass = BpftraceLexerBase; }

channels { COMMENTS }

// Given by the token classifier, which looks ahead and back: '(' of a cast or a record; '++' and '--'
// behind a '}', where they begin the next statement.
tokens { CAST_OPEN, RECORD_OPEN, PREFIX_STEP }

// ---- Top level

HASH_LINE : '#' ~[\r\n]* ;

CONFIG : 'config' { Enter(BODY); } ;
IMPORT : 'import' { Enter(BODY); } ;
MACRO : 'macro' { Enter(BODY); } ;
FN : 'fn' { Enter(BODY); } ;
LET : 'let' { EnterMapDeclaration(BODY); } ;

C_HEAD : ('struct' | 'union' | 'enum') (C_GAP (C_GAP | WORD | C_PARENS | C_BRACKETS)*)? '{' -> pushMode(C_DEFINITION) ;
C_ATTRIBUTE : '__attribute__' C_GAP* '(' C_PARENS ')' ;

// What an attach point cannot begin with; not in upstream's language.
ATTRIBUTE : '[' BLANKS? WORD BLANKS? '=' ~[\]\r\n]* ']' ;

TOP_SEMI : ';' -> type(SEMI) ;
TOP_CLOSE : '}' -> type(RBRACE) ;
TOP_OPEN : '{' { Enter(BODY); Open(); } -> type(LBRACE) ;
TOP_LINE_COMMENT : LINE_COMMENT_TEXT -> type(LINE_COMMENT), channel(COMMENTS) ;
TOP_BLOCK_COMMENT : BLOCK_COMMENT_TEXT -> type(BLOCK_COMMENT), channel(COMMENTS) ;
TOP_OPEN_COMMENT : '/*' -> type(OPEN_COMMENT), mode(LOST) ;
TOP_BLANK : BLANKS -> skip ;
TOP_QUOTED : QUOTED -> type(AP_QUOTED), mode(HEADER) ;
TOP_COLON : ':' -> type(AP_TEXT), mode(HEADER_PATH) ;
TOP_COMMA : ',' -> type(COMMA), mode(HEADER) ;
TOP_WORD : [_a-zA-Z0-9]+ -> type(AP_TEXT), mode(HEADER) ;
TOP_OTHER : . -> type(AP_TEXT), mode(HEADER) ;

fragment WORD : [_a-zA-Z] [_a-zA-Z0-9]* ;
fragment BLANKS : [ \t\r\n\f\u000B]+ ;
fragment LINE_COMMENT_TEXT : '//' ~[\r\n]* ;
fragment BLOCK_COMMENT_TEXT : '/*' .*? '*/' ;
fragment QUOTED : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;
fragment UNQUOTED : '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'? ;
fragment C_GAP : BLANKS | LINE_COMMENT_TEXT | BLOCK_COMMENT_TEXT ;
fragment C_PARENS : '(' (~[()] | C_PARENS)* ')' ;
fragment C_BRACKETS : '[' (~[[\]] | C_BRACKETS)* ']' ;

// ---- Probe header: before the first ':' of an attach point a '/' opens the predicate

mode HEADER;

AP_QUOTED : QUOTED ;
H_LINE_COMMENT : LINE_COMMENT_TEXT -> type(LINE_COMMENT), channel(COMMENTS) ;
H_BLOCK_COMMENT : BLOCK_COMMENT_TEXT -> type(BLOCK_COMMENT), channel(COMMENTS) ;
H_OPEN_COMMENT : '/*' -> type(OPEN_COMMENT), mode(LOST) ;
H_BLANK : BLANKS -> skip ;
H_COLON : ':' -> type(AP_TEXT), mode(HEADER_PATH) ;
H_COMMA : ',' -> type(COMMA) ;
PREDICATE_OPEN : '/' { EnterPredicate(BODY); } ;
H_OPEN : '{' { Enter(BODY); Open(); } -> type(LBRACE) ;
H_UNTERMINATED : UNQUOTED -> type(UNTERMINATED_STRING) ;
AP_TEXT : ~[ \t\r\n\f\u000B{,/:"]+ ;

// ---- Probe header behind a ':': a '/' belongs to a path

mode HEADER_PATH;

P_BLANK : BLANKS -> skip, mode(HEADER) ;
P_COMMA : ',' -> type(COMMA), mode(HEADER) ;
P_OPEN : '{' { Enter(BODY); Open(); } -> type(LBRACE) ;
P_QUOTED : QUOTED -> type(AP_QUOTED) ;
P_UNTERMINATED : UNQUOTED -> type(UNTERMINATED_STRING), mode(HEADER) ;
P_TEXT : ~[ \t\r\n\f\u000B{,"]+ -> type(AP_TEXT) ;

// ---- Inside of struct, union and enum definitions: kept as text

mode C_DEFINITION;

C_COMMENT : (LINE_COMMENT_TEXT | BLOCK_COMMENT_TEXT) -> channel(COMMENTS) ;
C_OPEN : '{' -> pushMode(C_DEFINITION) ;
C_CLOSE : '}' -> popMode ;
C_TEXT : (~[{}/]+ | '/') ;

// ---- Behind an unterminated comment: nothing

mode LOST;

LOST_TEXT : . -> skip ;

// ---- Bodies, predicates, signatures

mode BODY;

LINE_COMMENT : LINE_COMMENT_TEXT -> channel(COMMENTS) ;
BLOCK_COMMENT : BLOCK_COMMENT_TEXT -> channel(COMMENTS) ;
OPEN_COMMENT : '/*' -> mode(LOST) ;
BLANK : BLANKS -> skip ;

// A '/' that is followed by '{' is never a division. The token takes the brace in.
PREDICATE_CLOSE : '/' (BLANKS C_GAP*)? '{' { ClosePredicate(); } ;

LBRACE : '{' { Open(); } ;
RBRACE : '}' { Close(DEFAULT_MODE); } ;
SEMI : ';' { End(DEFAULT_MODE); } ;

BREAK : 'break' ;
B_CONFIG : 'config' -> type(CONFIG) ;
COMPTIME : 'comptime' ;
CONTINUE : 'continue' ;
ELSE : 'else' ;
ENUM : 'enum' ;
FALSE : 'false' ;
B_FN : 'fn' -> type(FN) ;
FOR : 'for' ;
IF : 'if' ;
B_IMPORT : 'import' -> type(IMPORT) ;
B_LET : 'let' -> type(LET) ;
B_MACRO : 'macro' -> type(MACRO) ;
OFFSETOF : 'offsetof' ;
RETURN : 'return' ;
SIZEOF : 'sizeof' ;
STRUCT : 'struct' ;
TRUE : 'true' ;
TYPEINFO : 'typeinfo' ;
TYPEOF : 'typeof' ;
UNION : 'union' ;
UNROLL : 'unroll' ;
WHILE : 'while' ;

IDENTIFIER : WORD ;
VARIABLE : '$' WORD ;
PARAMETER : '$' [0-9]+ ;
PARAMETER_COUNT : '$#' ;
MAP : '@' WORD? ;
INTEGER : [0-9] [_a-zA-Z0-9]* ;
STRING : QUOTED ;
UNTERMINATED_STRING : UNQUOTED ;

LPAREN : '(' ;
RPAREN : ')' { CloseParenthesis(DEFAULT_MODE); } ;
LBRACKET : '[' ;
RBRACKET : ']' ;
COMMA : ',' ;
COLON : ':' ;
QUESTION : '?' ;
RANGE : '..' ;
DOT : '.' ;
ARROW : '->' ;

ASSIGN : '=' ;
ADD_ASSIGN : '+=' ;
SUB_ASSIGN : '-=' ;
MUL_ASSIGN : '*=' ;
DIV_ASSIGN : '/=' ;
MOD_ASSIGN : '%=' ;
AND_ASSIGN : '&=' ;
OR_ASSIGN : '|=' ;
XOR_ASSIGN : '^=' ;
SHL_ASSIGN : '<<=' ;
SHR_ASSIGN : '>>=' ;

INCREMENT : '++' ;
DECREMENT : '--' ;
LOGICAL_OR : '||' ;
LOGICAL_AND : '&&' ;
OR : '|' ;
XOR : '^' ;
AND : '&' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS : '<' ;
LESS_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_EQUAL : '>=' ;
SHL : '<<' ;
SHR : '>>' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
NOT : '!' ;
TILDE : '~' ;

UNKNOWN : . ;
