namespace SemCom.Wire;

/// <summary>First bytes of MessagePack values (msgpack/spec.md, "Formats").</summary>
internal static class MessagePackCode
{
    public const byte MaxPositiveFixInt = 0x7F;
    public const byte FixMap = 0x80;
    public const byte FixArray = 0x90;
    public const byte FixString = 0xA0;
    public const byte Nil = 0xC0;
    public const byte Unused = 0xC1;
    public const byte False = 0xC2;
    public const byte True = 0xC3;
    public const byte Binary8 = 0xC4;
    public const byte Binary16 = 0xC5;
    public const byte Binary32 = 0xC6;
    public const byte Extension8 = 0xC7;
    public const byte Extension32 = 0xC9;
    public const byte Float32 = 0xCA;
    public const byte Float64 = 0xCB;
    public const byte UInt8 = 0xCC;
    public const byte UInt16 = 0xCD;
    public const byte UInt32 = 0xCE;
    public const byte UInt64 = 0xCF;
    public const byte Int8 = 0xD0;
    public const byte Int16 = 0xD1;
    public const byte Int32 = 0xD2;
    public const byte Int64 = 0xD3;
    public const byte FixExtension1 = 0xD4;
    public const byte FixExtension16 = 0xD8;
    public const byte String8 = 0xD9;
    public const byte String16 = 0xDA;
    public const byte String32 = 0xDB;
    public const byte Array16 = 0xDC;
    public const byte Array32 = 0xDD;
    public const byte Map16 = 0xDE;
    public const byte Map32 = 0xDF;
    public const byte MinNegativeFixInt = 0xE0;

    /// <summary>Longest string with its length in the first byte.</summary>
    public const int FixStringLimit = 31;

    /// <summary>Largest array or map with its count in the first byte.</summary>
    public const int FixContainerLimit = 15;

    /// <summary>What a value with this first byte is.</summary>
    public static MessagePackType TypeOf(byte code) => code switch
    {
        <= MaxPositiveFixInt or >= MinNegativeFixInt => MessagePackType.Integer,
        < FixArray => MessagePackType.Map,
        < FixString => MessagePackType.Array,
        < Nil => MessagePackType.Text,
        Nil => MessagePackType.Nil,
        False or True => MessagePackType.Boolean,
        >= Binary8 and <= Binary32 => MessagePackType.Binary,
        >= Extension8 and <= Extension32 or >= FixExtension1 and <= FixExtension16 => MessagePackType.Extension,
        Float32 => MessagePackType.Float32,
        Float64 => MessagePackType.Float64,
        >= UInt8 and <= Int64 => MessagePackType.Integer,
        >= String8 and <= String32 => MessagePackType.Text,
        Array16 or Array32 => MessagePackType.Array,
        Map16 or Map32 => MessagePackType.Map,
        _ => MessagePackType.Invalid,
    };
}
