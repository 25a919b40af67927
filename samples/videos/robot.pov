// A toy robot on a table turns its head, blinks and waves; the camera stands still. Units are centimetres, y is up. The clock runs from 0 to 1 and the film loops.
// Render: see README.md beside this file. MIT licence, as the rest of SemCom.
#version 3.7;

#declare R = seed(7);
#macro Rnd(A, B) (A + (B - A) * rand(R)) #end
#declare Turn = 2 * pi * clock;

global_settings { assumed_gamma 1.0 max_trace_level 5 }

camera { location <2, 22, -66> look_at <1, 13.2, 0> right x * 16 / 9 angle 46 }

light_source { <-70, 90, -80> rgb <1.0, 0.93, 0.82> * 1.05 area_light x * 18, y * 18, 3, 3 adaptive 1 }
light_source { <90, 50, -60> rgb <0.45, 0.55, 0.75> * 0.55 shadowless }

#declare Matte = finish { diffuse 0.75 ambient 0.10 }
#declare Satin = finish { diffuse 0.7 ambient 0.08 specular 0.35 roughness 0.02 reflection { 0.0, 0.12 fresnel on } conserve_energy }
#declare Chrome = texture { pigment { rgb 0.55 } finish { diffuse 0.4 ambient 0.06 specular 0.8 roughness 0.008 reflection 0.25 } }

// ---- room ------------------------------------------------------------------------------------------------------

plane {
  z, 34
  pigment { brick rgb <0.55, 0.50, 0.44>, rgb <0.62, 0.34, 0.24> brick_size <9, 3.2, 4> mortar 0.35 }
  normal { bumps 0.25 scale 0.5 }
  finish { Matte }
}

box { // table
  <-80, -2, -40>, <80, 0, 30>
  pigment { wood turbulence <0.04, 0.04, 0.3> octaves 4 color_map { [0 rgb <0.50, 0.30, 0.15>] [0.6 rgb <0.36, 0.20, 0.09>] [1 rgb <0.46, 0.27, 0.13>] } scale <1.1, 1.1, 14> rotate y * 84 }
  finish { Satin }
}

// A shelf with books whose backs differ.
#macro Book(X, W, H, D, C)
  union {
    box { <X, 0, 0>, <X + W, H, D> pigment { rgb C } finish { Satin } }
    box { <X - 0.01, H * 0.72, -0.03>, <X + W + 0.01, H * 0.80, 0.1> pigment { rgb <0.85, 0.75, 0.45> } finish { Satin } }
    box { <X - 0.01, H * 0.20, -0.03>, <X + W + 0.01, H * 0.23, 0.1> pigment { rgb <0.85, 0.75, 0.45> } finish { Satin } }
  }
#end
#declare Colours = array[8] { <0.42, 0.06, 0.07>, <0.05, 0.17, 0.34>, <0.08, 0.26, 0.13>, <0.50, 0.32, 0.06>, <0.25, 0.10, 0.30>, <0.60, 0.55, 0.45>, <0.04, 0.25, 0.30>, <0.16, 0.13, 0.11> }
#macro Shelf(Y)
  union {
    box { <-60, Y - 1.2, 22>, <60, Y, 34> pigment { rgb <0.22, 0.12, 0.06> } finish { Satin } }
    union {
      #local X = -58;
      #while (X < 56)
        #local W = Rnd(1.6, 3.6);
        #if (rand(R) < 0.9) Book(X, W * 0.94, Rnd(8.5, 12), Rnd(7, 9), Colours[int(rand(R) * 7.99)]) #end
        #local X = X + W;
      #end
      translate <0, Y, 23.5>
    }
  }
#end
Shelf(7)
Shelf(22.5)

// ---- robot -----------------------------------------------------------------------------------------------------

#declare Red = texture { pigment { rgb <0.72, 0.10, 0.06> } finish { Satin } }
#declare Cream = texture { pigment { rgb <0.82, 0.76, 0.62> } finish { Satin } }
#declare Dark = texture { pigment { rgb 0.035 } finish { Satin } }
#macro RoundBox(A, B, Rd, Tex)
  #local P = A + Rd; #local Q = B - Rd;
  union {
    box { <A.x, P.y, P.z>, <B.x, Q.y, Q.z> } box { <P.x, A.y, P.z>, <Q.x, B.y, Q.z> } box { <P.x, P.y, A.z>, <Q.x, Q.y, B.z> }
    cylinder { <P.x, P.y, P.z>, <Q.x, P.y, P.z>, Rd } cylinder { <P.x, Q.y, P.z>, <Q.x, Q.y, P.z>, Rd } cylinder { <P.x, P.y, Q.z>, <Q.x, P.y, Q.z>, Rd } cylinder { <P.x, Q.y, Q.z>, <Q.x, Q.y, Q.z>, Rd }
    cylinder { <P.x, P.y, P.z>, <P.x, Q.y, P.z>, Rd } cylinder { <Q.x, P.y, P.z>, <Q.x, Q.y, P.z>, Rd } cylinder { <P.x, P.y, Q.z>, <P.x, Q.y, Q.z>, Rd } cylinder { <Q.x, P.y, Q.z>, <Q.x, Q.y, Q.z>, Rd }
    cylinder { <P.x, P.y, P.z>, <P.x, P.y, Q.z>, Rd } cylinder { <Q.x, P.y, P.z>, <Q.x, P.y, Q.z>, Rd } cylinder { <P.x, Q.y, P.z>, <P.x, Q.y, Q.z>, Rd } cylinder { <Q.x, Q.y, P.z>, <Q.x, Q.y, Q.z>, Rd }
    sphere { <P.x, P.y, P.z>, Rd } sphere { <Q.x, P.y, P.z>, Rd } sphere { <P.x, Q.y, P.z>, Rd } sphere { <Q.x, Q.y, P.z>, Rd }
    sphere { <P.x, P.y, Q.z>, Rd } sphere { <Q.x, P.y, Q.z>, Rd } sphere { <P.x, Q.y, Q.z>, Rd } sphere { <Q.x, Q.y, Q.z>, Rd }
    texture { Tex }
  }
#end

#declare Blink = (abs(clock - 0.35) < 0.02 | abs(clock - 0.82) < 0.02 ? 0.12 : 1);
#declare Head = union {
  object { RoundBox(<-5.2, 0, -4.4>, <5.2, 8.2, 4.4>, 1.1, Cream) }
  object { RoundBox(<-4.4, 2.4, -4.75>, <4.4, 7.2, -3.5>, 0.6, Dark) }
  #local I = -1;
  #while (I < 2)
    sphere { 0, 1.25 scale <1, Blink, 0.4> translate <2.1 * I, 5.0, -4.8> pigment { rgb <0.25, 0.95, 0.85> } finish { diffuse 0.3 ambient 0.75 } }
    sphere { 0, 0.5 scale <1, Blink, 0.4> translate <2.1 * I + 0.5 * sin(Turn), 5.0, -5.2> pigment { rgb 0.02 } finish { Matte } }
    cylinder { <5.2 * I, 4.4, 0>, <6.3 * I, 4.4, 0>, 1.5 texture { Red } }
    #local I = I + 2;
  #end
  // a mouth of five lamps that talk
  #local I = -2;
  #while (I < 3)
    #local Lamp = 0.15 + 0.85 * pow(sin(5 * Turn + 1.7 * I), 2);
    sphere { <0.85 * I, 1.35, -4.35>, 0.36 pigment { rgb <1.0, 0.55, 0.12> * Lamp } finish { diffuse 0.3 ambient 0.6 } }
    #local I = I + 1;
  #end
  cylinder { <0, 8, 0>, <0, 11.4, 0>, 0.16 texture { Chrome } }
  sphere { <0, 11.7, 0>, 0.62 pigment { rgb <1, 0.25, 0.18> * (0.35 + 0.65 * pow(sin(2 * Turn), 2)) } finish { diffuse 0.4 ambient 0.5 } }
}
#macro Arm(Side, Lift, Bend)
  union {
    sphere { 0, 1.5 texture { Chrome } }
    cylinder { 0, <0, -4.4, 0>, 0.9 texture { Cream } }
    union {
      sphere { 0, 1.15 texture { Chrome } }
      cylinder { 0, <0, -4.0, 0>, 0.85 texture { Cream } }
      torus { 1.15, 0.4 rotate x * 90 translate <0, -5.2, 0> texture { Red } }
      rotate z * Bend translate <0, -4.4, 0>
    }
    rotate z * Lift translate <6.4 * Side, 11.6, 0>
  }
#end
union {
  object { RoundBox(<-5.6, 3.4, -3.8>, <5.6, 13.4, 3.8>, 1.2, Red) }
  object { RoundBox(<-3.4, 7.2, -4.15>, <3.4, 11.8, -3>, 0.4, Dark) }
  // a gauge with a needle, and a wave on a screen
  #local I = 0;
  #while (I < 26)
    sphere { <-3.0 + 0.24 * I, 9.5 + 1.4 * sin(0.55 * I + 3 * Turn) * exp(-pow((I - 13) / 9, 2)), -4.2>, 0.14 pigment { rgb <0.3, 1, 0.45> } finish { ambient 0.9 } }
    #local I = I + 1;
  #end
  cylinder { <0, 5.2, -3.75>, <0, 5.2, -4.1>, 1.25 texture { Cream } }
  cylinder { <0, 0, 0>, <0, 1.0, 0>, 0.1 texture { Dark } rotate z * 55 * sin(Turn + 1) translate <0, 5.2, -4.2> }
  cylinder { <0, 13, 0>, <0, 14.6, 0>, 1.6 texture { Chrome } }
  object { Head rotate y * 24 * sin(Turn) rotate z * 4 * sin(2 * Turn) translate <0, 14.4, 0> }
  Arm(1, 128 + 9 * sin(4 * Turn), 22 * sin(4 * Turn + 0.6))
  Arm(-1, -14 - 3 * sin(Turn), -12)
  box { <-4.2, 0, -2.8>, <-1, 3.6, 2.2> texture { Chrome } }
  box { <1, 0, -2.8>, <4.2, 3.6, 2.2> texture { Chrome } }
  translate <-3, 0, 0>
}

// ---- what stands on the table ----------------------------------------------------------------------------------

union { // a cup with steam that nobody sees
  difference { cylinder { 0, <0, 6.4, 0>, 3 } cylinder { <0, 0.5, 0>, <0, 7, 0>, 2.7 } }
  difference { torus { 2, 0.45 rotate x * 90 } box { <-4, -4, -4>, <0, 4, 4> } translate <2.9, 3.3, 0> }
  cylinder { <0, 0.5, 0>, <0, 5.5, 0>, 2.7 pigment { rgb <0.10, 0.05, 0.02> } finish { Satin } }
  pigment { checker rgb <0.80, 0.82, 0.85>, rgb <0.10, 0.24, 0.52> scale 1.6 } finish { Satin }
  rotate y * -30 translate <17, 0, -7>
}
sphere { // a ball that bounces once a turn
  <0, 0, 0>, 2.4
  pigment { gradient x color_map { [0 rgb <0.95, 0.70, 0.08>] [0.5 rgb <0.95, 0.70, 0.08>] [0.5 rgb <0.06, 0.30, 0.55>] [1 rgb <0.06, 0.30, 0.55>] } scale 1.6 }
  finish { Satin }
  rotate z * -360 * clock
  translate <-20, 2.4 + 9 * abs(sin(2 * Turn)), -4>
}
#declare I = 0;
#while (I < 3)
  box { -1.9, 1.9 pigment { rgb Colours[2 + I] * 1.6 } finish { Satin } rotate y * (20 + 31 * I) translate <25 - 4.6 * I, 1.9 + (I = 1 ? 3.8 : 0), 3 - 2 * I> }
  #declare I = I + 1;
#end
